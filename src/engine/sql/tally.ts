import { isoDate } from "../../calendar/civil.ts";
import type { Breakdown, BreakdownRow, Crosstab, Headline, RuleTally, Tally, WaitBin } from "../../model/tally.ts";
import { compareKeys } from "../../model/utf8Order.ts";
import type { Dimension } from "../contract.ts";
import { type Assessing, aheadSql, assessedQuery } from "./assess.ts";
import { readClasses } from "./classes.ts";
import { isCanceled } from "./context.ts";
import { countAll, type Group, SetCount, type Signed, signatureReader } from "./counts.ts";
import { judgedQuery } from "./judged.ts";
import { dimensionSql, isAppointment } from "./known.ts";
import { enrolleesOf, masksOf } from "./people.ts";
import { countOf, type Row, rowOf, type Session } from "./session.ts";
import { type Signature, signatureOf } from "./signature.ts";
import { numberFamilies } from "./verdicts.ts";
import { waitsOf } from "./waits.ts";

/** Pairs of dimensions that are counted crossed, where the run breaks down by both. */
const CROSSED = ["facility", "region"].map((rows) => [rows, "week"] as const);

const wordNames = ({ words }: Signature): readonly string[] => words.map((_, i) => `sig_${i}`);

type Counted = Pick<
  Tally,
  "headline" | "families" | "rules" | "breakdowns" | "crosstabs" | "assumptions" | "undecided"
> & { readonly linkedBy: Tally["links"]["linkedBy"] };

/** Counts all that is counted of the judged cancellations; figures are finished in TypeScript, from whole numbers. */
export class JudgedLog {
  readonly #assessing: Assessing;
  readonly #session: Session;
  readonly #signature: Signature;
  readonly #read: (words: readonly number[]) => Signed;
  readonly #words: string;

  private constructor(assessing: Assessing, session: Session, read: (words: readonly number[]) => Signed) {
    this.#assessing = assessing;
    this.#session = session;
    this.#signature = signatureOf(assessing.questions, aheadSql(assessing));
    this.#read = read;
    this.#words = wordNames(this.#signature).join(", ");
  }

  /** Judges the subjects, whose classes are known. */
  static async of(assessing: Assessing, session: Session): Promise<JudgedLog> {
    const classes = await readClasses(assessing.plan, assessing.asked, session);
    await session.run(assessing.dialect.createTable("judged", judgedQuery(assessing)));
    const signature = signatureOf(assessing.questions, aheadSql(assessing));
    return new JudgedLog(assessing, session, signatureReader(assessing.plan, assessing.questions, signature, classes));
  }

  /** Reads the groups of a query that ends with the words of a signature and a count. */
  #groups(rows: readonly Row[], keys: number): readonly (Group & { readonly keys: Row })[] {
    const words = this.#signature.words.length;
    return rows.map((row) => ({
      keys: row.slice(0, keys),
      words: row.slice(keys, keys + words).map(Number),
      n: countOf(row[keys + words]),
    }));
  }

  async count(): Promise<Counted> {
    const { plan, mapped } = this.#assessing;
    const packs = plan.packs.map(({ pack }) => pack);
    const whole = this.#groups(
      await this.#session.rows(`select ${this.#words}, count(*) from judged group by ${this.#words}`),
      0,
    );
    const counted = countAll(plan, whole, this.#read);
    const people = await this.#people(whole);
    const families = numberFamilies(packs);
    const enrollees = enrolleesOf(families, people);
    const waits = await waitsOf(this.#assessing, this.#session);
    const headline: Headline = {
      appointments: counted.cancellations + (await this.#others()),
      cancellations: counted.cancellations,
      enrollees: people.reduce((sum, { n }) => sum + n, 0),
      sessions: mapped.has("session_id") ? await this.#sessions() : null,
      canceledBy: counted.canceledBy,
      resolution: counted.resolution,
    };
    const rules = packs.flatMap((pack) => pack.rules);
    return {
      headline,
      families: counted.families.map((family, i) => ({ ...family, enrollees: enrollees[i] ?? { ...emptyPeople } })),
      rules: counted.rules.map(
        (rule, i): RuleTally => ({ ...rule, waits: rules[i]?.clock === null ? null : (waits.get(i) ?? NO_WAITS) }),
      ),
      breakdowns: await this.#breakdowns(),
      crosstabs: await this.#crosstabs(),
      assumptions: counted.assumptions,
      undecided: counted.undecided,
      linkedBy: counted.linkedBy,
    };
  }

  async #others(): Promise<number> {
    const where = `${isAppointment(this.#assessing)} and not (${isCanceled("status_now")})`;
    return countOf((await rowOf(this.#session, `select count(*) from known where ${where}`))[0]);
  }

  async #sessions(): Promise<number> {
    return countOf((await rowOf(this.#session, "select count(distinct session_id) from subjects"))[0]);
  }

  /** Counts people by what befell them: one bit for each family and verdict of any of their cancellations. */
  async #people(groups: readonly Group[]): Promise<readonly { masks: readonly number[]; n: number }[]> {
    const { dialect } = this.#assessing;
    const masks = groups.map(({ words }) => [...words, ...masksOf(this.#read(words))]);
    const names = masksOf({
      rules: [],
      families: numberFamilies(this.#assessing.plan.packs.map(({ pack }) => pack)).map(() => UNJUDGED),
    }).map((_, i) => `mask_${i}`);
    if (masks.length === 0) return [];
    const columns = [...wordNames(this.#signature), ...names].join(", ");
    const values = masks.map((row) => `(${row.map((one) => `cast(${one} as bigint)`).join(", ")})`).join(",\n  ");
    await this.#session.run(dialect.createTable("masks", `select * from (values\n  ${values}\n) as m(${columns})`));
    const same = wordNames(this.#signature)
      .map((name) => `m.${name} = j.${name}`)
      .join(" and ");
    const rows = await this.#session.rows(`select ${names.join(", ")}, count(*)
from (
  select j.enrollee_id, ${names.map((name) => `${dialect.bitOr(`m.${name}`)} as ${name}`).join(", ")}
  from judged j join masks m on ${same}
  group by j.enrollee_id
) people
group by ${names.join(", ")}`);
    return rows.map((row) => ({ masks: row.slice(0, names.length).map(Number), n: countOf(row[names.length]) }));
  }

  async #breakdowns(): Promise<readonly Breakdown[]> {
    const breakdowns: Breakdown[] = [];
    for (const [i, one] of this.#assessing.plan.dimensions.entries())
      breakdowns.push({ by: one.name, rows: await this.#breakdown(i, one) });
    return breakdowns;
  }

  async #breakdown(i: number, dimension: Dimension): Promise<readonly BreakdownRow[]> {
    const { sql, isDay } = dimensionSql(this.#assessing, dimension);
    const families = numberFamilies(this.#assessing.plan.packs.map(({ pack }) => pack));
    const groups = this.#groups(
      await this.#session.rows(
        `select dim_${i}, ${this.#words}, count(*) from judged group by dim_${i}, ${this.#words}`,
      ),
      1,
    );
    const people = await this.#session.rows(
      `select dim_${i}, count(distinct enrollee_id) from judged group by dim_${i}`,
    );
    const others = await this.#session.rows(
      `select key, count(*) from (select ${sql} as key from known where ${isAppointment(this.#assessing)} and not (${isCanceled("status_now")})) o group by key`,
    );
    const keyOf = keyReader(isDay);
    const sets = new Map<string | null, SetCount>();
    for (const { keys, words, n } of groups) {
      const key = keyOf(keys[0]);
      const set = sets.get(key) ?? new SetCount(families);
      sets.set(key, set);
      set.add(this.#read(words), n);
    }
    const enrollees = new Map(people.map(([key, n]) => [keyOf(key), countOf(n)]));
    const kept = new Map(others.map(([key, n]) => [keyOf(key), countOf(n)]));
    return [...new Set([...sets.keys(), ...kept.keys()])].sort(compareKeys).map((key) => {
      const set = sets.get(key) ?? new SetCount(families);
      return {
        key,
        appointments: set.cancellations + (kept.get(key) ?? 0),
        cancellations: set.cancellations,
        enrollees: enrollees.get(key) ?? 0,
        resolution: set.resolution,
        families: set.families,
      };
    });
  }

  async #crosstabs(): Promise<readonly Crosstab[]> {
    const { dimensions, packs } = this.#assessing.plan;
    const families = numberFamilies(packs.map(({ pack }) => pack));
    const tables: Crosstab[] = [];
    for (const [rows, columns] of CROSSED) {
      const [a, b] = [rows, columns].map((name) => dimensions.findIndex((one) => one.name === name));
      const [first, second] = [dimensions[a ?? -1], dimensions[b ?? -1]];
      if (first === undefined || second === undefined) continue;
      const keysOf = [first, second].map((one) => keyReader(dimensionSql(this.#assessing, one).isDay));
      const groups = this.#groups(
        await this.#session.rows(
          `select dim_${a}, dim_${b}, ${this.#words}, count(*) from judged group by dim_${a}, dim_${b}, ${this.#words}`,
        ),
        2,
      );
      const cells = new Map<string, { row: string | null; column: string | null; set: SetCount }>();
      for (const { keys, words, n } of groups) {
        const [row = null, column = null] = keys.map((key, i) => keysOf[i]?.(key) ?? null);
        const id = JSON.stringify([row, column]);
        const cell = cells.get(id) ?? { row, column, set: new SetCount(families) };
        cells.set(id, cell);
        cell.set.add(this.#read(words), n);
      }
      const ordered = [...cells.values()].sort((x, y) => compareKeys(x.row, y.row) || compareKeys(x.column, y.column));
      tables.push({
        rows,
        columns,
        cells: ordered.map(({ row, column, set }) => ({
          row,
          column,
          cancellations: set.cancellations,
          families: set.families,
        })),
      });
    }
    return tables;
  }

  /** The families as they would be with the links that the log states and no others. */
  async withoutFurther(): Promise<Tally["links"]["without"]> {
    const explicit = { ...this.#assessing.plan, link: "explicit" } as const;
    const assessing = {
      ...this.#assessing,
      plan: explicit,
      tables: { ...this.#assessing.tables, ends: "stated_ends" },
    };
    const words = this.#signature.words.map((sql, i) => `${sql} as sig_${i}`).join(", ");
    const rows = await this.#session.rows(`select ${this.#words}, count(*)
from (select ${words} from (
${assessedQuery(assessing, "subjects")}
) assessed) signed
group by ${this.#words}`);
    const set = new SetCount(numberFamilies(assessing.plan.packs.map(({ pack }) => pack)));
    for (const { words: own, n } of this.#groups(rows, 0)) set.add(this.#read(own), n);
    return set.familyCounts;
  }
}

const NO_WAITS: readonly WaitBin[] = [];
const UNJUDGED = { verdict: "not-applicable", reason: null, passed: true } as const;
const emptyPeople = {
  missed: 0,
  overdue: 0,
  met: 0,
  exempt: 0,
  pending: 0,
  undetermined: 0,
  "not-applicable": 0,
};

/** Reads the key of a group: days become dates. */
const keyReader =
  (isDay: boolean) =>
  (value: Row[number] | undefined): string | null =>
    value === null || value === undefined ? null : isDay ? isoDate(Number(value)) : String(value);
