import { stat } from "node:fs/promises";

/** What tells that a file was written to. */
export const stateOf = async (file: string): Promise<string> => {
  const { size, mtimeMs, ino } = await stat(file);
  return `${ino} ${size} ${mtimeMs}`;
};

/** Returns the size of a file in bytes. */
export const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;
