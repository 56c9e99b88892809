import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import { requireValid } from "../schema/validate.ts";
import { temporaryFolder } from "./temporary.ts";

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The world a command runs in; nothing of it comes from the machine. */
export interface WorldAsked {
  readonly cwd?: string;
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Both streams are a terminal of this many columns. */
  readonly terminal?: number;
}

const sink = (terminal: number | undefined) => {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const tty = terminal === undefined ? {} : { isTTY: true, columns: terminal };
  return { stream: Object.assign(stream, tty), text: () => Buffer.concat(chunks).toString("utf8") };
};

/** Runs a command in this process. */
export const cancellog = async (args: readonly string[], asked: WorldAsked = {}): Promise<Ran> => {
  const stdout = sink(asked.terminal);
  const stderr = sink(asked.terminal);
  const code = await main({
    argv: ["node", "cancellog", ...args],
    env: asked.env ?? {},
    cwd: () => asked.cwd ?? "/",
    stdin: Readable.from(asked.stdin === undefined ? [] : [Buffer.from(asked.stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  const ran = { code, stdout: stdout.text(), stderr: stderr.text() };
  // Whatever a test looks for in a document, the document is also what its published schema says.
  requireValid(ran.stdout);
  return ran;
};

/** Makes a folder of its own that holds some files, each named by its path in it. */
export const folderOf = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
};
