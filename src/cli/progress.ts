import { statSync } from "node:fs";
import type { Input } from "../ingest/input.ts";
import type { CliWorld } from "./world.ts";

const EVERY_MS = 100;

/** Tells on a terminal how far a run has come; elsewhere it is silent. */
export interface Progress {
  readonly read: (bytes: number) => void;
  readonly assessed: (done: number, of: number) => void;
  readonly clear: () => void;
}

const SILENT: Progress = { read: () => {}, assessed: () => {}, clear: () => {} };

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch {
    // About to be reported as missing.
    return 0;
  }
};

/** Makes the progress line of a run over some files. */
export const progressOn = (world: CliWorld, inputs: readonly Input[], quiet: boolean): Progress => {
  if (quiet || world.stderr.isTTY !== true || world.env.TERM === "dumb") return SILENT;
  const files = [...new Set(inputs.flatMap(({ file }) => (file === null ? [] : [file])))];
  const total = files.reduce((sum, file) => sum + sizeOf(file), 0);
  let bytes = 0;
  let shownAt = 0;
  const show = (text: string, force = false): void => {
    const now = performance.now();
    if (!force && now - shownAt < EVERY_MS) return;
    shownAt = now;
    world.stderr.write(`\r\u001b[2K${text}`);
  };
  return {
    read: (more) => {
      bytes += more;
      show(total > 0 ? `reading ${megabytes(bytes)} of ${megabytes(total)}` : `reading ${megabytes(bytes)}`);
    },
    assessed: (done, of) => show(`assessing ${done.toLocaleString("en-US")} of ${of.toLocaleString("en-US")}`),
    clear: () => show("", true),
  };
};
