import type { OpenLog, SourcePlan } from "../../ingest/openLog.ts";
import type { Held } from "../../ingest/plainRows.ts";
import type { Understood } from "../../ingest/understand.ts";
import { FIELD_NAMES, type FieldName } from "../../model/fields.ts";
import { OWN_COLUMNS, recordColumns } from "../sql/columns.ts";
import { NULL_WORDS, type NullWords } from "../sql/nullWords.ts";
import { ident } from "../sql/quote.ts";
import { RowReader } from "./cells.ts";

/** Ids that no record lacks: a key of one of them alone is that id. */
const OWN_KEYS: readonly string[] = ["appointment_id", "enrollee_id"];

/** A key that is an id, and fields that are not mapped, need no column of their own. */
const isDerived = (name: string, mapped: ReadonlySet<FieldName>, { keyFields }: SourcePlan): boolean =>
  name === "key"
    ? keyFields.length === 1 && keyFields.every((field) => OWN_KEYS.includes(field))
    : name !== "status" && isField(name) && !mapped.has(name);

const isField = (name: string): name is FieldName => (FIELD_NAMES as readonly string[]).includes(name);

const named = (name: string): string => (name.startsWith('"') ? name : ident(name));

/** The table of rows as the database reads them; what no source has a column for, it need not hold. */
export class Staging {
  constructor(
    readonly log: Pick<OpenLog, "mapped" | "plan">,
    readonly nullWords: NullWords | null,
  ) {}

  /** The columns that are read from the exports, with their types. */
  get #read(): readonly (readonly [string, string])[] {
    const { mapped, plan } = this.log;
    return [
      ...recordColumns(plan.columns).filter(([name]) => !isDerived(name, mapped, plan)),
      ...(this.nullWords === null ? [] : [[NULL_WORDS, "bigint"] as const]),
    ];
  }

  get create(): string {
    return `create table staging (source smallint, ${this.#read.map(([name, type]) => `${named(name)} ${type}`).join(", ")})`;
  }

  /** Writes the query that makes rows of a file. */
  rowsOf(csv: string, source: number, understood: Understood, held: Held): string {
    const reader = new RowReader(understood, this.log.plan, held, this.nullWords);
    const columns = this.#read.map(
      ([name, type]) => reader.of(name) ?? (name === "synthetic" ? "false" : `cast(null as ${type})`),
    );
    return `select ${source}, ${columns.join(",\n  ")}\nfrom ${reader.from(csv)}`;
  }

  /** All records by their place in the log: proven rows as the database read them, the others as ingest did. */
  views(shifts: readonly number[]): readonly string[] {
    const moved = shifts.some((shift) => shift !== 0);
    const cases = shifts.map((shift, i) => `when ${i} then rowid + ${shift}`).join(" ");
    const seq = moved ? `case source ${cases} end` : "rowid";
    const records = `create or replace view records as
select ${seq} as seq, source, ${this.#all.join(", ")} from staging
union all
select * from salvaged`;
    const nullWords = `create or replace view ${NULL_WORDS} as
select ${seq} as seq, source, ${this.#held("key", OWN_COLUMNS.key)}, ${NULL_WORDS} from staging where ${NULL_WORDS} > 0`;
    return this.nullWords === null ? [records] : [records, nullWords];
  }

  /** All columns of a record, from those that were read. */
  get #all(): readonly string[] {
    return recordColumns(this.log.plan.columns).map(([name, type]) => this.#held(name, type));
  }

  #held(name: string, type: string): string {
    const { mapped, plan } = this.log;
    if (!isDerived(name, mapped, plan)) return named(name);
    const [field = ""] = plan.keyFields;
    return `${name === "key" ? named(field) : `cast(null as ${type})`} as ${named(name)}`;
  }
}
