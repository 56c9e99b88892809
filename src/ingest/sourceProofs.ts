import type { FieldName, TimestampField } from "../model/fields.ts";
import { type HeadCells, headCells } from "./headCells.ts";
import { CANONICAL, type MomentShape, ShapeCount, type SlashedOrder } from "./momentShape.ts";
import type { OpenLog, UnderstoodInput } from "./openLog.ts";
import { mayLackStatus, plainRows, type Words } from "./plainRows.ts";
import type { RowProof } from "./rowProof.ts";

/**
 * What cells can be read by before the whole log has proven it: an order of month and day that nobody has said; that some
 * value is no midnight at UTC, so that those that are one are instants; that all of them are, so that they are dates.
 */
export type Supposition = SlashedOrder | "instants" | "dates";

const hasOffset = ({ time }: MomentShape): boolean => time !== null && time.offset !== "none";

const suppositionOf = (shape: MomentShape, order: SlashedOrder | undefined): Supposition | null => {
  const { date, time } = shape;
  if (date.order === "mdy" || date.order === "dmy") return order === undefined ? date.order : null;
  if (!hasOffset(shape)) return null;
  return time?.offset === "midnight" ? "dates" : "instants";
};

/** What a field shows over all sources. */
interface OverLog {
  /** Numbers that only one order can read. */
  mdy: number;
  dmy: number;
  /** Values that are no midnight at UTC. */
  others: number;
}

/** How the plain rows of a source are told: what its columns hold, and the proof made from it. */
export interface SourceProof {
  /** The words that its coded columns may hold. */
  readonly words: Words;
  /** How its moments are written. */
  readonly shapes: ReadonlyMap<TimestampField, MomentShape>;
  /** The word that stands for no value in many of its cells, as it is written; null where there is none. */
  readonly nullWord: string | null;
  /** What was taken for so in its fields, and may not be. */
  readonly supposed: ReadonlyMap<TimestampField, Supposition>;
  /** Null where no row of the source can be proven. */
  readonly proof: RowProof | null;
  /** A proven row has all that a record must have; else it may lack both its status and what that follows from. */
  readonly complete: boolean;
}

/** What sources have in common whose rows are written alike. */
const layoutOf = ({ understood: { dialect } }: UnderstoodInput): string =>
  JSON.stringify([dialect.mapping, dialect.delimiter, dialect.escapedBy, dialect.width, dialect.columns]);

/** What the heads of all sources of one layout show. */
interface Shown {
  readonly words: Map<FieldName, Set<string>>;
  readonly shapes: Map<TimestampField, ShapeCount>;
  readonly nullWords: Map<string, number>;
  rows: number;
}

/** Cells a row from which on a word for no value is one that the proof of a source has to know. */
const MANY = 0.02;

/** The word for no value that most cells have, of equals the first; null where few have any. */
const nullWordOf = ({ nullWords, rows }: Shown): string | null =>
  [...nullWords].reduce<readonly [string | null, number]>(
    (most, [word, cells]) => (cells > most[1] ? [word, cells] : most),
    [null, MANY * rows],
  )[0];

const gather = (shown: Shown, head: HeadCells): void => {
  const { words, shapes, nullWords } = shown;
  shown.rows += head.rows;
  for (const [word, cells] of head.nullWords) nullWords.set(word, (nullWords.get(word) ?? 0) + cells);
  for (const [field, own] of head.words) words.set(field, new Set([...(words.get(field) ?? []), ...own]));
  for (const [field, own] of head.shapes) {
    const all = shapes.get(field) ?? new ShapeCount();
    shapes.set(field, all);
    all.add(own);
  }
};

/**
 * The proofs of a log's sources. Exports that come day by day are laid out alike, and share one proof: it knows what the
 * heads of all of them show. The order of month and day is a field's own, over the whole log.
 */
export class SourceProofs {
  readonly #shown = new Map<string, Shown>();
  readonly #overLog = new Map<TimestampField, OverLog>();
  readonly #made = new Map<string, SourceProof>();

  constructor(readonly log: Pick<OpenLog, "sources" | "plan">) {
    for (const input of log.sources) {
      const layout = layoutOf(input);
      const shown = this.#shown.get(layout) ?? { words: new Map(), shapes: new Map(), nullWords: new Map(), rows: 0 };
      this.#shown.set(layout, shown);
      const head = headCells(input.open.head, input.understood);
      gather(shown, head);
      for (const [field, { proofs, instants }] of head.shapes) {
        const all = this.#overLog.get(field) ?? { mdy: 0, dmy: 0, others: 0 };
        this.#overLog.set(field, all);
        all.mdy += proofs.mdy;
        all.dmy += proofs.dmy;
        all.others += instants.others;
      }
    }
  }

  /** The proof of a source, by what the heads of the log show. */
  of(input: UnderstoodInput): SourceProof {
    const layout = layoutOf(input);
    const known = this.#made.get(layout);
    if (known !== undefined) return known;
    const words = new Map(
      [...(this.#shown.get(layout)?.words ?? [])].map(([field, own]) => [field, [...own]] as const),
    );
    const made = this.with(input, words);
    this.#made.set(layout, made);
    return made;
  }

  /** The proof of a source whose words are known. */
  with(input: UnderstoodInput, words: Words): SourceProof {
    const { understood } = input;
    const asked = this.log.plan.dateOrder ?? understood.mapping?.date_order;
    const shapes = new Map<TimestampField, MomentShape>();
    const supposed = new Map<TimestampField, Supposition>();
    const shown = this.#shown.get(layoutOf(input));
    const nullWord = shown === undefined ? null : nullWordOf(shown);
    for (const [field, count] of shown?.shapes ?? []) {
      const { mdy, dmy, others } = this.#overLog.get(field) ?? { mdy: 0, dmy: 0, others: 0 };
      const seen = count.shape(asked ?? (dmy > mdy ? "dmy" : "mdy"), others === 0);
      // Where a time of day has a column of its own, no cell by itself says that a date has an offset.
      const apart = understood.dialect.mapped.get(field)?.length !== 1;
      const shape = apart && hasOffset(seen) ? CANONICAL : seen;
      shapes.set(field, shape);
      const supposition = suppositionOf(shape, asked);
      if (supposition !== null) supposed.set(field, supposition);
    }
    return {
      words,
      shapes,
      nullWord,
      supposed,
      proof: plainRows(understood, this.log.plan, { words, shapes, nullWord }),
      complete: !mayLackStatus(understood, { words, nullWord }),
    };
  }
}
