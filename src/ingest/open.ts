import { createHash } from "node:crypto";
import { constants, openSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Failure, failure } from "../model/failure.ts";
import { refuseForeign } from "./foreign.ts";
import type { Input } from "./input.ts";

const CHUNK = 1024 * 1024;

/** Where bytes come from, and how much of them a run will take. */
export interface World {
  readonly stdin: Readable;
  /** Most decompressed bytes of one source. */
  readonly maxBytes: number;
  /** Told the bytes read of a file so far, as they stand on disk. */
  readonly onRead: (bytes: number) => void;
}

/** The bytes of one source, unpacked; size and SHA-256 of the file as given are known at the end. */
export interface Opened {
  readonly chunks: AsyncGenerator<Buffer>;
  /** Of the file as given; of a zip's member, as unpacked. */
  readonly seal: () => { readonly bytes: number; readonly sha256: string };
  /** The bytes are those of a file on disk as they stand there; known once the first chunk was read. */
  readonly isPlain: () => boolean;
}

const causeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;

const sizeText = (bytes: number): string =>
  bytes % 1e9 === 0 ? `${bytes / 1e9} GB` : bytes % 1e6 === 0 ? `${bytes / 1e6} MB` : `${bytes} bytes`;

/** What of a file tells that somebody wrote to it. */
const stateOf = async (handle: FileHandle): Promise<string> => {
  const { size, mtimeNs } = await handle.stat({ bigint: true });
  return `${size} ${mtimeNs}`;
};

/**
 * Reads a named pipe. It is opened without waiting for its writer: a thread that waits there would keep the program from
 * ending when it is told to.
 */
async function* fromPipe(file: string): AsyncGenerator<Buffer> {
  const { Socket } = await import("node:net");
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  for await (const piece of new Socket({ fd: handle, readable: true, writable: false })) yield piece as Buffer;
}

/**
 * Reads a file to its end, and refuses it if it was written to meanwhile: half of a record is no record, and half of an
 * export is no log.
 */
async function* unchanged(file: string, path: string): AsyncGenerator<Buffer> {
  if ((await stat(file)).isFIFO()) {
    yield* fromPipe(file);
    return;
  }
  const handle = await open(file, "r");
  try {
    const isFile = (await handle.stat()).isFile();
    const before = isFile ? await stateOf(handle) : "";
    for await (const piece of handle.createReadStream({ highWaterMark: CHUNK, autoClose: false }))
      yield piece as Buffer;
    if (isFile && (await stateOf(handle)) !== before) throw failure("changed-while-read", { path });
  } finally {
    await handle.close();
  }
}

async function* stored({ path, file, member }: Input, world: World): AsyncGenerator<Buffer> {
  if (file !== null && member !== null) {
    yield* (await import("./zip.ts")).zipMember(file, member, path);
    return;
  }
  try {
    if (file !== null) yield* unchanged(file, path);
    else
      for await (const piece of world.stdin)
        yield Buffer.isBuffer(piece) ? piece : Buffer.from(piece as string, "utf8");
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? failure("file-missing", { path })
      : failure("file-unreadable", { path, cause: causeOf(error as NodeJS.ErrnoException) });
  }
}

/**
 * Opens a source: a file, a gzip file (known by its first bytes, not its name), a member of a zip, or standard input.
 * @throws Failure `file-unreadable`, `bad-gzip`, `bad-zip`, `too-many-bytes`, `file-empty`, and those of
 * {@link refuseForeign}.
 */
export const openSource = (input: Input, world: World): Opened => {
  const { path } = input;
  const hash = createHash("sha256");
  let bytes = 0;
  let decoded = 0;
  let plain = input.file !== null && input.member === null && input.once !== true;
  const bound = (size: number): void => {
    decoded += size;
    if (decoded > world.maxBytes) throw failure("too-many-bytes", { path, limit: sizeText(world.maxBytes) });
  };

  async function* raw(): AsyncGenerator<Buffer> {
    for await (const chunk of stored(input, world)) {
      hash.update(chunk);
      bytes += chunk.length;
      world.onRead(chunk.length);
      yield chunk;
    }
  }

  async function* chunks(): AsyncGenerator<Buffer> {
    const source = raw();
    try {
      const first = await source.next();
      if (first.done === true || first.value.length === 0) throw failure("file-empty", { path });
      const whole = (async function* () {
        yield first.value;
        yield* source;
      })();
      const zipped = first.value[0] === 0x1f && first.value[1] === 0x8b;
      plain &&= !zipped;
      let head = true;
      for await (const chunk of zipped ? gunzip(path, whole) : whole) {
        if (head) refuseForeign(chunk, path);
        head = false;
        bound(chunk.length);
        yield chunk;
      }
      if (decoded === 0) throw failure("file-empty", { path });
    } finally {
      // Whoever stops after the first chunk has not reached the source through `whole`: its file would stay open.
      await source.return(undefined);
    }
  }

  return { chunks: chunks(), seal: () => ({ bytes, sha256: hash.digest("hex") }), isPlain: () => plain };
};

async function* gunzip(path: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unzip = createGunzip({ chunkSize: CHUNK });
  const fed = pipeline(source, unzip);
  // The error surfaces in the loop below; here it must only not go unhandled.
  fed.catch(() => {});
  try {
    for await (const chunk of unzip) yield chunk as Buffer;
    await fed;
  } catch (error) {
    if (error instanceof Error && error.name === "Failure") throw error;
    throw failure("bad-gzip", { path, cause: causeOf(error as NodeJS.ErrnoException) });
  }
}
