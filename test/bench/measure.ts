import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

/** One run of one command, from its start to its end. */
export interface Run {
  readonly seconds: number;
  /** The most memory it held, in bytes; null where the system does not tell. */
  readonly peak: number | null;
  /** Null where it ended well; else the line of its standard error that says most. */
  readonly failure: string | null;
}

const SAMPLE_MS = 10;

/** Linux keeps the high-water mark of a living process; the last look before its end is close to the whole. */
const peakOf = (pid: number): number | null => {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found?.[1] === undefined ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
};

/** A Python traceback says it last, a program of ours first. */
const telling = (stderr: string): string => {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const line = lines[0]?.startsWith("Traceback") ? lines.at(-1) : (lines.find((one) => /error/i.test(one)) ?? lines[0]);
  return (line ?? "no message").trim().slice(0, 200);
};

/** Runs a command in a fresh process, its output into a file, and measures it. */
export const measure = ([program = "", ...args]: readonly string[], output: string): Promise<Run> =>
  new Promise((resolve) => {
    const file = openSync(output, "w");
    const begun = performance.now();
    const child = spawn(program, args, { stdio: ["ignore", file, "pipe"] });
    let peak: number | null = null;
    let stderr = "";
    const look = (): void => {
      if (child.pid !== undefined) peak = peakOf(child.pid) ?? peak;
    };
    const sampling = setInterval(look, SAMPLE_MS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const end = (failure: string | null): void => {
      clearInterval(sampling);
      closeSync(file);
      resolve({ seconds: (performance.now() - begun) / 1000, peak, failure });
    };
    child.once("error", (error) => end(error.message));
    child.once("close", (code, signal) => {
      if (child.pid !== undefined) end(code === 0 ? null : `${signal ?? `exit ${code}`}: ${telling(stderr)}`);
    });
  });

/** Returns the median; null of nothing. */
export const median = (numbers: readonly number[]): number | null => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
};
