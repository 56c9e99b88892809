import { failure } from "../model/failure.ts";
import { type Encoding, sniffEncoding, toUtf8 } from "./encoding.ts";
import type { Input } from "./input.ts";
import { openSource, type World } from "./open.ts";

const HEAD = 64 * 1024;

/** The first bytes of a source in UTF-8, and what was found of its encoding on the way. */
export interface Head {
  readonly input: Input;
  readonly encoding: Encoding;
  readonly text: Buffer;
  /** The head is all there is. */
  readonly whole: boolean;
}

/** A source opened to be read whole: from the start, in UTF-8. */
export interface Body {
  readonly chunks: AsyncIterable<Buffer>;
  readonly seal: () => { readonly bytes: number; readonly sha256: string };
}

const gather = async (chunks: AsyncIterator<Buffer>, size: number): Promise<{ held: Buffer[]; ended: boolean }> => {
  const held: Buffer[] = [];
  for (let length = 0; length < size; ) {
    const next = await chunks.next();
    if (next.done === true) return { held, ended: true };
    held.push(next.value);
    length += next.value.length;
  }
  return { held, ended: false };
};

async function* of(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

const joined = async (chunks: AsyncIterable<Buffer>): Promise<Buffer> => {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

/** A source of which the head has been read: files are opened anew for their body, a stream goes on where it was. */
export class OpenInput {
  readonly head: Head;
  /** The file on disk that holds the source's text in UTF-8 as it stands; null where the text must be made first. */
  readonly textFile: string | null;
  readonly #reopen: () => Body;

  private constructor(head: Head, textFile: string | null, reopen: () => Body) {
    this.head = head;
    this.textFile = textFile;
    this.#reopen = reopen;
  }

  /**
   * Reads the head of a source.
   * @throws Failure of {@link openSource}.
   */
  static async open(input: Input, world: World, asked: Encoding | undefined): Promise<OpenInput> {
    const stream = input.file === null || input.once === true;
    const opened = openSource(input, stream ? world : { ...world, onRead: () => {} });
    const { held, ended } = await gather(opened.chunks, HEAD);
    const raw = Buffer.concat(held);
    const sniffed = sniffEncoding(raw, !ended);
    // Asked for UTF-8, a file with a byte order mark is still UTF-8.
    const encoding = asked === undefined || (asked === "utf-8" && sniffed === "utf-8-bom") ? sniffed : asked;
    const decoded = await joined(toUtf8(of([raw]), encoding));
    // A copy of the first bytes and no view: thousands of sources are understood before the first is read.
    const text = Buffer.from(decoded.subarray(0, HEAD));
    if (text.length === 0) throw failure("file-empty", { path: input.path });
    if (!stream) await opened.chunks.return(undefined);
    const reopen = (): Body => {
      if (stream) {
        const rest = (async function* () {
          yield* held;
          yield* opened.chunks;
        })();
        return { chunks: toUtf8(rest, encoding), seal: opened.seal };
      }
      const again = openSource(input, world);
      return { chunks: toUtf8(again.chunks, encoding), seal: again.seal };
    };
    const asItStands = opened.isPlain() && (encoding === "utf-8" || encoding === "utf-8-bom");
    return new OpenInput(
      { input, encoding, text, whole: ended && decoded.length <= HEAD },
      asItStands ? input.file : null,
      reopen,
    );
  }

  /** Opens the source to be read from its start. */
  body(): Body {
    return this.#reopen();
  }
}
