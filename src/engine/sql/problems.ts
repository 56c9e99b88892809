import { isoDate } from "../../calendar/civil.ts";
import type { UnverifiedCause } from "../../model/cancellation.ts";
import type { FieldName } from "../../model/fields.ts";
import type { ProblemCode } from "../../model/problem.ts";
import { type ProblemCount, SAMPLES } from "../problems.ts";
import type { Context } from "./context.ts";
import type { LoadedLog } from "./loaded.ts";
import { countOf, rowOf, type Session } from "./session.ts";
import { causeNumber } from "./walkEnds.ts";

/** More than any day's number: care on a day before the cancellation's is told as this many times its day, plus the other. */
export const CARE_DAY = 100_000;

/** One kind of problem: the appointments that have it, by their place in the log. */
interface Finding {
  readonly code: ProblemCode;
  /** A query of `seq`; of its `key`, where that is at hand; and of a `detail`, where there is any. */
  readonly query: string;
  readonly keyed?: boolean;
  /** How details are put in order, as texts. */
  readonly order?: string;
  readonly detailOf: (order: string) => string;
}

const CONFLICTS = `from leads l where l.lead = 'follow' and l.canceled`;
const OTHER_CLAIM = `exists (select 1 from claims c where c.claim = 'follow' and c.target = l.seq and c.seq <> l.target)`;
const NAMES_ANOTHER = `exists (
  select 1 from claims c where c.seq = l.target
    and (c.claim = 'dangling' or (c.claim in ('follow', 'none') and c.target <> l.seq)))`;

/** Links that cannot be followed, and links that contradict one another; counted over the whole log. */
const LINK_FINDINGS: readonly {
  readonly code: ProblemCode;
  readonly detail: string;
  /** The fields without which there is none of it. */
  readonly of: readonly FieldName[];
  readonly query: string;
}[] = [
  {
    code: "link-self",
    detail: "replaces names the appointment itself",
    of: ["replaces"],
    query: "select seq, key from claims where claim = 'self'",
  },
  {
    code: "link-other-enrollee",
    detail: "replaces names another enrollee's appointment",
    of: ["replaces"],
    query: "select seq, key from claims where claim = 'other-enrollee'",
  },
  {
    code: "link-self",
    detail: "replaced_by names the appointment itself",
    of: ["replaced_by"],
    query: "select seq, key from leads where lead = 'self'",
  },
  {
    code: "link-dangling",
    detail: "replaced_by names no accepted appointment",
    of: ["replaced_by"],
    query: "select seq, key from leads where lead = 'dangling'",
  },
  {
    code: "link-other-enrollee",
    detail: "replaced_by names another enrollee's appointment",
    of: ["replaced_by"],
    query: "select seq, key from leads where lead = 'other-enrollee'",
  },
  {
    code: "link-conflict",
    detail: "another appointment says that it replaces this one",
    of: ["replaced_by", "replaces"],
    query: `select l.seq, l.key ${CONFLICTS} and ${OTHER_CLAIM}`,
  },
  {
    code: "link-conflict",
    detail: "its replacement says that it replaces another appointment",
    of: ["replaced_by", "replaces"],
    query: `select l.seq, l.key ${CONFLICTS} and not ${OTHER_CLAIM} and ${NAMES_ANOTHER}`,
  },
];

/** Appointments that replace several cancellations. */
const SHARED: Finding = {
  code: "replacement-shared",
  query: "select target as seq, count(*) as detail from hops group by target having count(*) > 1",
  // Texts of numbers are put in order as texts.
  order: "cast(detail as varchar)",
  detailOf: (count) => `replaces ${count} cancellations`,
};

/** Causes of an unverified outcome that are reported as such; the others are reported where they are seen. */
const CAUSES: readonly (UnverifiedCause & ProblemCode)[] = [
  "link-cycle",
  "initiator-unknown",
  "rescheduled-without-link",
  "care-before-booking",
];

/** Asks the database for problems, and keeps them with their places. */
export class ProblemQueries {
  constructor(
    readonly context: Context,
    readonly session: Session,
    readonly log: LoadedLog,
    readonly problems: ProblemCount,
  ) {}

  /** Reports the links of the log, and the appointments that replace several cancellations. */
  async links(): Promise<void> {
    const { mapped } = this.context;
    const stated = LINK_FINDINGS.filter(({ of }) => of.every((field) => mapped.has(field))).map(
      ({ code, detail, query }): Finding => ({ code, query, keyed: true, detailOf: () => detail }),
    );
    await this.#report([...stated, SHARED]);
  }

  /** Reports what is odd about outcomes; of cancellations in scope. */
  async outcomes(): Promise<void> {
    await this.#report([
      ...CAUSES.map(
        (code): Finding => ({
          code,
          query: `select seq from judged where cause = ${causeNumber(code)}`,
          detailOf: () => "",
        }),
      ),
      {
        code: "care-before-cancellation",
        query: "select seq, care_before_cancellation as detail from judged where care_before_cancellation is not null",
        order: "lpad(cast(detail as varchar), 12, '0')",
        detailOf: (days) =>
          `care ${isoDate(Math.floor(Number(days) / CARE_DAY))}, canceled ${isoDate(Number(days) % CARE_DAY)}`,
      },
    ]);
  }

  /** Counts all of a list in one statement; what there is none of needs no other. */
  async #report(findings: readonly Finding[]): Promise<void> {
    const counts = await rowOf(
      this.session,
      `select ${findings.map(({ query }) => `(select count(*) from (${query}) f)`).join(",\n  ")}`,
    );
    const found = findings.flatMap((finding, i) => {
      const count = countOf(counts[i]);
      return count === 0 ? [] : [{ ...finding, count }];
    });
    for (const { code, count } of found) this.problems.addMany(code, count);
    if (found.length > 0) await this.#keep(found);
  }

  /** Keeps the first samples of every finding; those whose keys are not at hand look for them together. */
  async #keep(findings: readonly Finding[]): Promise<void> {
    const [keyed, others] = [true, false].map((atHand) =>
      findings.flatMap(({ query, keyed: own = false, order = "''" }, i) =>
        own === atHand
          ? [`select ${i} as finding, seq, ${order} as detail${atHand ? ", key" : ""} from (${query}) f`]
          : [],
      ),
    ) as [string[], string[]];
    const joined = `select f.finding, f.seq, f.detail, r.key
from records r join (
${others.join("\nunion all\n")}
) f on f.seq = r.seq`;
    const rows = await this.session.rows(`select finding, seq, detail, key
from (
  select *, row_number() over (partition by finding order by detail, key, seq) as place
  from (
${[...keyed, ...(others.length === 0 ? [] : [joined])].join("\nunion all\n")}
  ) found
) ranked
where place <= ${SAMPLES}
order by finding, place`);
    for (const [finding, seq, detail, key] of rows) {
      const { code, detailOf } = findings[countOf(finding)] as Finding;
      const { source, record, line } = this.log.placeOf(countOf(seq));
      const path = this.log.sources[source]?.path ?? "";
      this.problems.keep(code, String(key), { path, record, line, detail: detailOf(String(detail)) });
    }
  }
}
