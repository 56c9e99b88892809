import { execFile, execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { temporaryFolder } from "./temporary.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the program into a folder of its own, and returns the script that runs it as `bin/cancellog.js` does. */
export const buildProgram = (): string => {
  const folder = temporaryFolder();
  execFileSync(process.execPath, ["src/build/bundle.mjs", folder], { cwd: ROOT });
  // The library of the embedded engine is no part of the bundle: it is found where the program was installed.
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  const script = join(folder, "cancellog.mjs");
  writeFileSync(script, 'import { main } from "./main.js";\nprocess.exitCode = await main(process);\n');
  return script;
};

const exec = promisify(execFile);

/** Runs the built program in a process of its own; anything but exit code 0 throws. */
export const spawned = async (
  script: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> =>
  exec(process.execPath, [script, ...args], { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 });
