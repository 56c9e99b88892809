import type { Readable } from "node:stream";
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

/**
 * Reads one member of a zip archive; the caller bounds how much it takes.
 * @throws Failure `bad-zip` where the archive is damaged, or the member encrypted.
 */
export async function* zipMember(file: string, member: string, path: string): AsyncGenerator<Buffer> {
  const zip = await openZip(file, path);
  try {
    let found: Entry | null = null;
    await forEachEntry(zip, (entry) => {
      if (entry.fileName === member) found = entry;
      return found === null;
    });
    if (found === null) throw new Error(`no member ${member}`);
    const stream: Readable = await zip.openReadStreamPromise(found);
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof Error && error.name === "Failure") throw error;
    throw failure("bad-zip", { path, cause: causeOf(error) });
  } finally {
    zip.close();
  }
}
