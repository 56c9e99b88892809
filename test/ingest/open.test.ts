import { readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { OpenInput } from "../../src/ingest/head.ts";
import type { World } from "../../src/ingest/open.ts";
import { temporaryFolder } from "../cli/temporary.ts";

const world: World = { stdin: Readable.from([]), maxBytes: Number.POSITIVE_INFINITY, onRead: () => {} };
/** More than a chunk of it, and of what is left when it is packed. */
const LINES = Array.from({ length: 200_000 }, (_, i) => `a${i},e${(i * 7919) % 100_003},canceled,2022-08-15 09:00`);
const LOG = `appointment_id,enrollee_id,status,scheduled_at\n${LINES.join("\n")}\n`;

const isOpen = (file: string): boolean =>
  readdirSync("/proc/self/fd").some((handle) => {
    try {
      return readlinkSync(join("/proc/self/fd", handle)) === file;
    } catch {
      // The handle by which the folder itself was read.
      return false;
    }
  });

describe.skipIf(process.platform !== "linux")("a source whose head alone was read", () => {
  test.each([
    ["as it stands", "log.csv", (text: string) => Buffer.from(text)],
    ["packed", "log.csv.gz", (text: string) => gzipSync(text)],
  ])("%s is closed", async (_, name, pack) => {
    const file = join(temporaryFolder(), name);
    writeFileSync(file, pack(LOG));
    const { head } = await OpenInput.open({ path: name, file, member: null }, world, undefined);
    expect(head.whole).toBe(false);
    // What unpacks is told to stop, and may be in the middle of a block.
    await vi.waitFor(() => expect(isOpen(file)).toBe(false), 5_000);
  });
});
