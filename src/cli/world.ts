import type { Readable, Writable } from "node:stream";
import { failure } from "../model/failure.ts";

/** The process as the command line sees it; tests hand in one of their own. */
export interface CliWorld {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: () => string;
  readonly stdin: Readable;
  /** Where signals come from, and the way out on one; a world without them is never interrupted. */
  readonly once?: (
    event: "SIGINT" | "SIGTERM" | "SIGHUP" | "uncaughtException",
    act: (told: unknown) => void,
  ) => unknown;
  readonly exit?: (code: number) => void;
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Exit codes (interface.md): never a count, and never 0 or 1 for a run that did not finish. */
export const EXIT = {
  done: 0,
  gate: 1,
  failed: 2,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
  readerGone: 141,
} as const;

/** Says whether a stream takes colors: a terminal, and nobody said no; or somebody asked for them. */
export const wantsColor = (world: CliWorld, stream: "stdout" | "stderr", noColor: boolean): boolean => {
  const { NO_COLOR, FORCE_COLOR, TERM } = world.env;
  if (noColor) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  return TERM !== "dumb" && world[stream].isTTY === true;
};

const WIDTH = { narrowest: 60, widest: 160, plain: 80 } as const;

/** Columns of a terminal, within reason; 80 where there is none. */
export const widthOf = (world: CliWorld): number =>
  world.stdout.isTTY === true && world.stdout.columns !== undefined
    ? Math.min(WIDTH.widest, Math.max(WIDTH.narrowest, world.stdout.columns))
    : WIDTH.plain;

/** Thrown where the reader of the output has gone; there is nobody left to tell. */
export class ReaderGone extends Error {}

/**
 * Writes a text and waits until the stream has taken it.
 * @throws ReaderGone, or Failure `output-failed` (a full disk behind a redirection, say).
 */
export const write = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = ({ code = "" }: NodeJS.ErrnoException): void =>
      reject(
        code === "EPIPE" || code === "ERR_STREAM_DESTROYED"
          ? new ReaderGone()
          : failure("output-failed", { path: "standard output", cause: code }),
      );
    stream.once("error", fail);
    stream.write(text, (error) => {
      if (error !== null && error !== undefined) return fail(error);
      stream.removeListener("error", fail);
      resolve();
    });
  });
