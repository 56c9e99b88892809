import type { RuleTally, Tally, WaitBin } from "../../model/tally.ts";
import { type Assessing, aheadSql, assessedQuery } from "./assess.ts";
import { readClasses } from "./classes.ts";
import { isCanceled } from "./context.ts";
import { countAll, type Group, SetCount, type Signed, signatureReader } from "./counts.ts";
import type { Keys } from "./dimensionKeys.ts";
import { Groupings } from "./groupings.ts";
import { judgedQuery } from "./judged.ts";
import { isAppointment } from "./known.ts";
import { countPeople } from "./people.ts";
import { countOf, type Row, rowOf, type Session } from "./session.ts";
import { type Signature, signatureOf } from "./signature.ts";
import { tellSignatures, wordNames } from "./signatures.ts";
import { numberFamilies } from "./verdicts.ts";
import { waitsOf } from "./waits.ts";

type Counted = Pick<
  Tally,
  "headline" | "families" | "rules" | "breakdowns" | "crosstabs" | "assumptions" | "undecided"
> & { readonly linkedBy: Tally["links"]["linkedBy"] };

/** Counts all that is counted of the judged cancellations; figures are finished in TypeScript, from whole numbers. */
export class JudgedLog {
  readonly #signature: Signature;
  readonly #words: string;

  private constructor(
    readonly assessing: Assessing,
    readonly session: Session,
    /** The keys of the breakdowns. */
    readonly keys: readonly Keys[],
    readonly read: (words: readonly number[]) => Signed,
  ) {
    this.#signature = signatureOf(assessing.questions, aheadSql(assessing));
    this.#words = wordNames(this.#signature).join(", ");
  }

  /** Judges the subjects, whose classes are known, and the keys of whose breakdowns are numbered. */
  static async of(assessing: Assessing, session: Session, keys: readonly Keys[]): Promise<JudgedLog> {
    const classes = await readClasses(assessing.plan, assessing.asked, session);
    await session.run(assessing.dialect.createTable("judged", judgedQuery(assessing, keys)));
    const signature = signatureOf(assessing.questions, aheadSql(assessing));
    const read = signatureReader(assessing.plan, assessing.questions, signature, classes);
    return new JudgedLog(assessing, session, keys, read);
  }

  /** Reads the groups of a query that gives the words of a signature and a count. */
  #groups(rows: readonly Row[]): readonly Group[] {
    const words = this.#signature.words.length;
    return rows.map((row) => ({ words: row.slice(0, words).map(Number), n: countOf(row[words]) }));
  }

  async count(sessions: number | null): Promise<Counted> {
    const { assessing, session, keys } = this;
    const { plan } = assessing;
    const families = numberFamilies(plan.packs.map(({ pack }) => pack));
    const rules = plan.packs.flatMap(({ pack }) => pack.rules);
    const whole = this.#groups(
      await session.rows(`select ${this.#words}, count(*) from judged group by ${this.#words}`),
    );
    const counted = countAll(plan, whole, this.read);
    const signatures = await tellSignatures(assessing, session, this.#signature, whole, this.read);
    const people = await countPeople(assessing, session, this.#signature, signatures, families, keys);
    const groupings = new Groupings(assessing, keys, families);
    await groupings.count(session, this.#signature, signatures);
    const waits = await waitsOf(assessing, session);
    return {
      headline: {
        appointments: counted.cancellations + (await this.#others()),
        cancellations: counted.cancellations,
        enrollees: people.all,
        sessions,
        canceledBy: counted.canceledBy,
        resolution: counted.resolution,
      },
      families: counted.families.map((family, i) => ({ ...family, enrollees: people.families[i] ?? NOBODY })),
      rules: counted.rules.map(
        (rule, i): RuleTally => ({ ...rule, waits: rules[i]?.clock === null ? null : (waits.get(i) ?? NO_WAITS) }),
      ),
      breakdowns: groupings.breakdowns(people),
      crosstabs: groupings.crosstabs,
      assumptions: counted.assumptions,
      undecided: counted.undecided,
      linkedBy: counted.linkedBy,
    };
  }

  /** Appointments of the scope that were not canceled; any breakdown has counted them already. */
  async #others(): Promise<number> {
    const [first] = this.keys;
    if (first !== undefined) return [...first.others.values()].reduce((sum, n) => sum + n, 0);
    const where = `${isAppointment(this.assessing)} and not (${isCanceled("status_now")})`;
    return countOf((await rowOf(this.session, `select count(*) from known where ${where}`))[0]);
  }

  /** The families as they would be with the links that the log states and no others. */
  async withoutFurther(): Promise<Tally["links"]["without"]> {
    const explicit = { ...this.assessing.plan, link: "explicit" } as const;
    const assessing = {
      ...this.assessing,
      plan: explicit,
      tables: { ...this.assessing.tables, ends: "stated_ends" },
    };
    const words = this.#signature.words.map((sql, i) => `${sql} as sig_${i}`).join(", ");
    const rows = await this.session.rows(`select ${this.#words}, count(*)
from (select ${words} from (
${assessedQuery(assessing, "subjects")}
) assessed) signed
group by ${this.#words}`);
    const set = new SetCount(numberFamilies(assessing.plan.packs.map(({ pack }) => pack)));
    for (const { words: own, n } of this.#groups(rows)) set.add(this.read(own), n);
    return set.familyCounts;
  }
}

const NO_WAITS: readonly WaitBin[] = [];
const NOBODY = {
  missed: 0,
  overdue: 0,
  met: 0,
  exempt: 0,
  pending: 0,
  undetermined: 0,
  "not-applicable": 0,
};
