import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { failure } from "../model/failure.ts";
import type { Body } from "./head.ts";
import type { RowProof } from "./rowProof.ts";
import { type Piece, Structure } from "./structure.ts";
import type { Understood } from "./understand.ts";

/** What a structural pass over a whole source gives. */
export interface Passed {
  readonly structure: Structure;
  readonly bytes: number;
  readonly sha256: string;
}

/** Stands where an odd row stood: no export has it, and no reader can take it for anything. */
const HOLE = 0x01;

/**
 * Runs the structural pass over a source. With `spool`, the text of its body is written there on the way, with odd rows
 * blanked out byte by byte, so that every row stays where the pass has seen it.
 * @throws Failure of reading.
 */
export const passOver = async (
  path: string,
  body: Body,
  understood: Understood,
  proof: RowProof | null,
  spool: string | null,
): Promise<Passed> => {
  const file = spool === null ? null : await open(spool, "wx", 0o600).catch(notKept(spool));
  const pending: Buffer[] = [];
  const take = (piece: Piece): void => {
    if (piece.kind === "rows") pending.push(piece.bytes);
    else pending.push(Buffer.alloc(piece.row.bytes.length, HOLE), piece.lineEnd);
  };
  try {
    const structure = new Structure(path, understood, file === null ? null : take, proof);
    let head = understood.bodyStart;
    for await (const chunk of body.chunks) {
      const skip = Math.min(head, chunk.length);
      head -= skip;
      if (chunk.length > skip) structure.push(chunk.subarray(skip), false);
      await drain(file, pending).catch(notKept(spool ?? ""));
    }
    structure.push(Buffer.alloc(0), true);
    await drain(file, pending).catch(notKept(spool ?? ""));
    return { structure, ...body.seal() };
  } finally {
    await file?.close();
  }
};

const notKept =
  (spool: string) =>
  (error: NodeJS.ErrnoException): never => {
    throw failure("scratch-failed", { path: dirname(spool), cause: error.code ?? error.message });
  };

const drain = async (file: FileHandle | null, pending: Buffer[]): Promise<void> => {
  if (file === null || pending.length === 0) return;
  const all = Buffer.concat(pending);
  pending.length = 0;
  for (let at = 0; at < all.length; ) at += (await file.write(all, at)).bytesWritten;
};
