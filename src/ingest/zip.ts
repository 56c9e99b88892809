import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { failure } from "../model/failure.ts";

const causeOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const openZip = (file: string, path: string): Promise<ZipFile> =>
  openPromise(file, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw failure("bad-zip", { path, cause: causeOf(error) });
  });

/**
 * Lists the files in a zip archive, in the order it holds them.
 * @throws Failure `bad-zip`.
 */
export const zipMembers = async (file: string, path: string): Promise<readonly string[]> => {
  const zip = await openZip(file, path);
  const names: string[] = [];
  try {
    await forEachEntry(zip, (entry) => {
      if (!entry.fileName.endsWith("/")) names.push(entry.fileName);
      return true;
    });
  } catch (error) {
    throw failure("bad-zip", { path, cause: causeOf(error) });
  } finally {
    zip.close();
  }
  return names;
};

/** Visits entries until one is not to be gone on from. */
const forEachEntry = (zip: ZipFile, visit: (entry: Entry) => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      if (visit(entry)) zip.readEntry();
      else resolve();
    });
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.readEntry();
  });

const findEntry = async (zip: ZipFile, member: string): Promise<Entry> => {
  const found: Entry[] = [];
  await forEachEntry(zip, (entry) => {
    if (entry.fileName === member) found.push(entry);
    return found.length === 0;
  });
  if (found[0] === undefined) throw new Error(`no member ${member}`);
  return found[0];
};

/**
 * Reads one member of a zip archive; the caller bounds how much it takes.
 * @throws Failure `bad-zip` where the archive is damaged, or the member encrypted.
 */
export async function* zipMember(file: string, member: string, path: string): AsyncGenerator<Buffer> {
  const zip = await openZip(file, path);
  try {
    const entry = await findEntry(zip, member);
    if (entry.isEncrypted()) throw new Error("it is encrypted");
    const stream: Readable = await zip.openReadStreamPromise(entry);
    let sum = 0;
    for await (const chunk of stream) {
      sum = crc32(chunk as Buffer, sum);
      yield chunk as Buffer;
    }
    // The library leaves this to its caller; a stored member has no other guard.
    if (sum !== entry.crc32) throw new Error(`wrong checksum of ${member}`);
  } catch (error) {
    if (error instanceof Error && error.name === "Failure") throw error;
    throw failure("bad-zip", { path, cause: causeOf(error) });
  } finally {
    zip.close();
  }
}
