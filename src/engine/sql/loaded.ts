import type { Notice } from "../../ingest/log.ts";
import type { Flaw, Place } from "../../model/appointment.ts";
import type { FieldName } from "../../model/fields.ts";
import type { Reject, Source } from "../../model/source.ts";
import type { NullWords } from "./nullWords.ts";
import type { PlacePiece } from "./places.ts";
import type { StampFacts } from "./stamp.ts";

/** What came of loading a log into a database: its table `records` holds every readable record by its place in the log. */
export interface LoadedLog {
  /** The sources, but for the latest of their dating fields, which the database knows. */
  readonly sources: readonly Omit<Source, "latest">[];
  readonly rejects: readonly Reject[];
  readonly notices: readonly Notice[];
  /** Records with something odd about a cell, by their place in the log. */
  readonly flaws: ReadonlyMap<number, { readonly key: string; readonly flaws: readonly Flaw[] }>;
  /** What other rows hold in place of no value, as the view `null_words` has it; null where there is none. */
  readonly nullWords: NullWords | null;
  readonly mapped: ReadonlySet<FieldName>;
  readonly stamps: StampFacts;
  /** Where a record of `records` stands in the exports. */
  readonly placeOf: (seq: number) => Place;
  /** Where the records of `records` stand, piece by piece: a piece goes on to where the next one begins. */
  readonly places: readonly PlacePiece[];
  /** The raw text of a few records, in their order. */
  readonly rawOf: (seqs: readonly number[]) => Promise<readonly string[]>;
}
