import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { failure } from "../model/failure.ts";

/** A number means nothing on another machine, or in another container, that shares the folder. */
const MACHINE = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const NAME = /^cancellog-(\d+)-([0-9a-f]{8})-/;

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
    const [, number, machine] = NAME.exec(name) ?? [];
    if (number === undefined || machine !== MACHINE) continue;
    // In a container every run has the same number: what has ours and is not ours is of a run before.
    const pid = Number(number);
    if (pid === process.pid ? held.has(join(root, name)) : isAlive(pid)) continue;
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
  try {
    sweepDead(root);
    const path = mkdtempSync(join(root, `cancellog-${process.pid}-${MACHINE}-`));
    held.add(path);
    return path;
  } catch (error) {
    throw failure("scratch-failed", { path: root, cause: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
};

/** Removes the private directories of this run. */
export const sweepScratch = (): void => {
  for (const path of held) remove(path);
  held.clear();
};
