import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NAME = /^cancellog-(\d+)-/;

/** Private directories of this run, to be removed however it ends. */
const held = new Set<string>();

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else's is one all the same.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** Removes what runs left behind that were killed before they could. */
const sweepDead = (root: string): void => {
  for (const name of readdirSync(root)) {
    const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || pid === process.pid || isAlive(pid)) continue;
    // Another user's cannot be removed, and is none of ours.
    remove(join(root, name));
  }
};

const remove = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It stays for whoever may remove it.
  }
};

/**
 * Makes a directory that nobody else may look into (0700), for what does not fit into memory: it may hold what the
 * exports hold. It is removed at every exit, and swept at the next start if this run is killed.
 */
export const makeScratch = (): string => {
  const root = tmpdir();
  sweepDead(root);
  const path = mkdtempSync(join(root, `cancellog-${process.pid}-`));
  held.add(path);
  return path;
};

/** Removes the private directories of this run. */
export const sweepScratch = (): void => {
  for (const path of held) remove(path);
  held.clear();
};
