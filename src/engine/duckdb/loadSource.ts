import { join } from "node:path";
import type { Collector } from "../../ingest/collect.ts";
import { sizeOf, stateOf } from "../../ingest/fileState.ts";
import type { OpenLog, UnderstoodInput } from "../../ingest/openLog.ts";
import type { RowProof } from "../../ingest/rowProof.ts";
import { type IndexedText, stillUnproven } from "../../ingest/rowText.ts";
import { RecordScanner } from "../../ingest/scan.ts";
import { type SourceProof, SourceProofs } from "../../ingest/sourceProofs.ts";
import { type Passed, passOver } from "../../ingest/spool.ts";
import { Failure, failure } from "../../model/failure.ts";
import { FIELD_NAMES } from "../../model/fields.ts";
import { NullWords } from "../sql/nullWords.ts";
import { countOf, rowOf } from "../sql/session.ts";
import { csvSql } from "./cells.ts";
import { isInOrder } from "./inOrder.ts";
import { withoutStatus } from "./leftToIngest.ts";
import { type Salvaged, salvage } from "./salvage.ts";
import type { DuckSession } from "./session.ts";
import { Staging } from "./staging.ts";
import type { Supposed } from "./supposedOrders.ts";
import { allWords } from "./words.ts";

/** From this size on, the database reads a file while the structural pass is still under way. */
const LARGE = 32 * 1024 * 1024;
/** Share of rows for ingest from which on the words of the coded columns are looked up in the whole source. */
const MANY = 0.02;
const LF = 0x0a;
/** The byte order mark, which the structural pass does not see. */
const MARK_BYTES = 3;

/** How a source is to be read, after what was found at the first try; without a proof ingest alone reads it. */
interface Care extends SourceProof {
  readonly passed: Passed | null;
  readonly spool: string | null;
  /** The words are those of the whole source, and not of its head alone. */
  readonly widened: boolean;
  /** Some cell goes on over a line end, or may. */
  readonly multiLine: boolean;
}

/** Thrown where a source turns out to need more care than it was given; the load begins again with it. */
export class Again extends Error {}

/** What came of loading one source. */
export interface Loading {
  readonly text: IndexedText;
  readonly passed: Passed;
  /** What ingest made of the rows that were left to it. */
  readonly own: Salvaged;
  /** Those of them that the database took too. */
  readonly left: readonly number[];
  /** How many rows the database took. */
  readonly regular: number;
}

/** Loads sources one by one, each with the care that it turned out to need. */
export class SourceLoader {
  readonly #care = new Map<number, Care>();
  /** Where the rows go. */
  readonly staging: Staging;
  readonly #proofs: SourceProofs;
  #spools = 0;

  constructor(
    readonly session: DuckSession,
    readonly log: OpenLog,
    readonly scratch: string,
  ) {
    this.#proofs = new SourceProofs(log);
    const words = log.sources.flatMap((input, i) => {
      const { nullWord } = this.#proofs.of(input);
      return nullWord === null ? [] : [[i, nullWord] as const];
    });
    const fields = FIELD_NAMES.filter((field) => log.mapped.has(field));
    this.staging = new Staging(log, words.length === 0 ? null : new NullWords(fields, new Map(words)));
  }

  /**
   * Loads one source, into a table that holds `staged` rows.
   * @throws Again where it takes more care; Failure of reading.
   */
  async load(index: number, staged: number, collector: Collector): Promise<Loading> {
    const input = this.log.sources[index];
    if (input === undefined) throw new Error(`there is no source ${index}`);
    const care = this.#care.get(index) ?? (await this.#firstCare(input));
    // Kept whatever comes of it: standard input is there once.
    this.#care.set(index, care);
    const { open, understood } = input;
    const { path } = open.head.input;
    const shift = understood.dialect.encoding === "utf-8-bom" ? MARK_BYTES : 0;
    const direct = care.spool === null ? open.textFile : null;
    const again = (change: Partial<Care>): Again => {
      this.#care.set(index, { ...care, ...change });
      return new Again();
    };
    const file = direct ?? care.spool;
    if (file === null) throw new Error(`${path} has neither a file nor a spool`);
    const skip = direct === null ? 0 : understood.bodyLine - 1;
    const insert = (returns: boolean, inTurn: boolean): Promise<boolean> =>
      this.#insert(this.staging.rowsOf(csvSql(file, understood, { skip, returns, inTurn }), index, understood, care));
    const before = direct === null ? "" : await stateOf(direct);
    const large = direct !== null && understood.bodyStart > 0 && (await sizeOf(file)) > LARGE && care.proof !== null;
    const early = large && care.passed === null ? insert(headHasReturns(input), care.multiLine) : null;
    const passed = care.passed ?? (await beside(early, () => this.#pass(input, care.proof, null)));
    const { structure } = passed;
    const text = { file, shift: direct === null ? -understood.bodyStart : shift, structure, understood };
    const salvaged = (rows: Iterable<number>): Salvaged => salvage(input, index, text, rows, this.log.plan, collector);
    if (care.proof === null) return { text, passed, own: salvaged(count(structure.rows)), left: [], regular: 0 };
    const returns = structure.carriageReturns ?? false;
    const inTurn = care.multiLine || structure.lines.length > 0;
    const unfit = structure.mixedLineEnds || (direct !== null && structure.odd.size > 0);
    const proven = care.widened ? stillUnproven(text, care.proof) : structure.unproven;
    const tooMany = proven.length > MANY * structure.rows && !care.widened;
    const inserting = early ?? (structure.rows > 0 && !unfit ? insert(returns, inTurn) : Promise.resolve(true));
    // Ingest reads its rows while the database reads the others, where it is known by now which ones they are.
    const ahead =
      care.complete && !unfit && !tooMany ? await beside(inserting, () => Promise.resolve(salvaged(proven))) : null;
    const done = await inserting;
    if (structure.mixedLineEnds) throw again({ passed, proof: null });
    if (unfit) throw again(await this.#spool(input, care.proof));
    const [now] = await rowOf(this.session, "select count(*) from staging");
    const held = countOf(now) - staged;
    // Whatever the database sees otherwise than the structural pass does, it is not trusted with.
    const counted = done && held === structure.rows && (early === null || returns === headHasReturns(input));
    if (!counted) throw again(inTurn && !care.multiLine ? { passed, multiLine: true } : { passed, proof: null });
    const rows = care.complete ? proven : await withoutStatus(this.session, proven, staged);
    if (!(await isInOrder(this.session, text, staged, new Set(rows)))) throw again({ passed, proof: null });
    if (direct !== null && (await stateOf(direct)) !== before) throw failure("changed-while-read", { path });
    if (rows.length > MANY * structure.rows && !care.widened) {
      const csv = csvSql(file, understood, { skip, returns, inTurn });
      const words = await allWords(this.session, understood, csv);
      throw again({ passed, ...this.#proofs.with(input, words), widened: true });
    }
    return { text, passed, own: ahead ?? salvaged(rows), left: held > 0 ? rows : [], regular: held };
  }

  /** Lets the database read rows; says whether it could. */
  async #insert(sql: string): Promise<boolean> {
    try {
      await this.session.run(`insert into staging ${sql}`);
      return true;
    } catch (error) {
      // What the machine lacks is told; what the database's reader cannot read is for ingest.
      if (error instanceof Failure) throw error;
      return false;
    }
  }

  async #firstCare(input: UnderstoodInput): Promise<Care> {
    const care: Care = {
      passed: null,
      spool: null,
      ...this.#proofs.of(input),
      widened: false,
      multiLine: headIsMultiLine(input),
    };
    return input.open.textFile === null || !isPlainName(input.open.textFile)
      ? { ...care, ...(await this.#spool(input, care.proof)) }
      : care;
  }

  #pass({ open, understood }: UnderstoodInput, proof: RowProof | null, spool: string | null): Promise<Passed> {
    return passOver(open.head.input.path, open.body(), understood, proof, spool);
  }

  /** Copies the text of a source to where the database may read it, without the rows it is not trusted with. */
  async #spool(input: UnderstoodInput, proof: RowProof | null): Promise<{ passed: Passed; spool: string }> {
    const spool = join(this.scratch, `text-${this.#spools++}.csv`);
    return { spool, passed: await this.#pass(input, proof, spool) };
  }

  /** What was supposed of sources whose regular rows have been read by it. */
  supposed(sources: readonly number[]): readonly Supposed[] {
    const supposed = new Map<string, Supposed & { readonly sources: number[] }>();
    for (const index of sources)
      for (const [field, supposition] of this.#care.get(index)?.supposed ?? []) {
        const name = `${field} ${supposition}`;
        const known = supposed.get(name) ?? { field, supposition, sources: [] };
        known.sources.push(index);
        supposed.set(name, known);
      }
    return [...supposed.values()];
  }

  /** What has been supposed of sources is not so: ingest alone shall read them, and say what is wrong. */
  distrust(sources: readonly number[]): Again {
    for (const index of sources) {
      const care = this.#care.get(index);
      if (care !== undefined && care.supposed.size > 0) this.#care.set(index, { ...care, proof: null });
    }
    return new Again();
  }
}

/** Does something while something else is under way; where it fails, that is waited for, and what failed there is told first. */
const beside = async <T>(other: Promise<unknown> | null, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    await other;
    throw error;
  }
};

/** Names that the database would take for a pattern are copied to where they are none. */
const isPlainName = (file: string): boolean => !/[*?[\]{}]/.test(file);

function* count(rows: number): Generator<number> {
  for (let row = 0; row < rows; row++) yield row;
}

/** Says whether some cell of a head goes on over a line end. */
const headIsMultiLine = ({ open: { head }, understood: { dialect, bodyStart } }: UnderstoodInput): boolean => {
  const body = head.text.subarray(bodyStart);
  const { spans } = new RecordScanner(dialect.delimiter, dialect.escapedBy, 1).push(body, head.whole);
  return spans.some(({ start, end }) => body.subarray(start, end).includes(LF));
};

const headHasReturns = ({ open, understood }: UnderstoodInput): boolean => {
  const end = open.head.text.indexOf(LF, understood.bodyStart);
  return end > 0 && open.head.text[end - 1] === 0x0d;
};
