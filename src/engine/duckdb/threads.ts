import { sizeOf } from "../../ingest/fileState.ts";
import type { OpenLog } from "../../ingest/openLog.ts";

/**
 * Bytes of text up to which one thread is enough. The database hands out a table in pieces of 122,880 rows, of which a
 * log of this size fills a part of one: a second thread finds nothing to do, and asks for it at every statement.
 */
const SMALL = 16 * 1024 * 1024;
/** How much smaller than its text an export is, packed. */
const PACKED = 10;

/** Says how many threads a log is worth where nobody has asked for any; null for all there are. */
export const threadsWorth = async ({ sources, converted }: OpenLog): Promise<number | null> => {
  if (converted !== undefined) return null;
  let bytes = 0;
  for (const { open } of sources) {
    const { input, whole, text } = open.head;
    if (whole) bytes += text.length;
    else if (input.file === null || input.once === true) return null;
    else bytes += (await sizeOf(input.file)) * (open.textFile === null ? PACKED : 1);
  }
  return bytes <= SMALL ? 1 : null;
};
