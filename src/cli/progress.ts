import { statSync } from "node:fs";
import type { Stage } from "../engine/contract.ts";
import type { Input } from "../ingest/input.ts";
import type { CliWorld } from "./world.ts";

const EVERY_MS = 100;

/** Tells on a terminal how far a run has come; elsewhere it is silent. */
export interface Progress {
  readonly read: (bytes: number) => void;
  readonly assessed: (done: number, of: number) => void;
  readonly stage: (stage: Stage) => void;
  readonly clear: () => void;
}

/** What a stage is called, and how much of a run's time has gone by when it begins: measured on a million records. */
const STAGE_WORDS: Readonly<Record<Stage, { readonly doing: string; readonly share: number }>> = {
  load: { doing: "reading", share: 0 },
  reconcile: { doing: "telling versions and duplicates apart", share: 0.42 },
  link: { doing: "following replacements", share: 0.47 },
  classify: { doing: "telling whom the rules bind", share: 0.53 },
  assess: { doing: "counting the clocks", share: 0.55 },
  tally: { doing: "adding up", share: 0.84 },
  sections: { doing: "counting networks, notices and groups", share: 0.9 },
  readings: { doing: "reading the rules otherwise", share: 0.97 },
  write: { doing: "writing", share: 0.98 },
};
/** Below this an estimate would be gone before it is read. */
const LONG_MS = 5_000;

const SILENT: Progress = { read: () => {}, assessed: () => {}, stage: () => {}, clear: () => {} };

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
  const begun = performance.now();
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
    stage: (stage) => {
      const { doing, share } = STAGE_WORDS[stage];
      const took = performance.now() - begun;
      const left = share > 0 && took > LONG_MS ? (took * (1 - share)) / share : 0;
      show(left > 0 ? `${doing}, about ${Math.ceil(left / 1000)} s left` : doing, true);
    },
    clear: () => show("", true),
  };
};
