import { isoDate } from "../../calendar/civil.ts";
import type { UnverifiedCause } from "../../model/cancellation.ts";
import type { ProblemCode } from "../../model/problem.ts";
import { type ProblemCount, SAMPLES } from "../problems.ts";
import type { Context } from "./context.ts";
import type { LoadedLog } from "./loaded.ts";
import { countOf, rowOf, type Session } from "./session.ts";

/** One kind of problem: the appointments that have it, by their place in the log. */
interface Finding {
  readonly code: ProblemCode;
  readonly detail: string;
  /** A query of one column, `seq`. */
  readonly seqs: string;
}

const CONFLICTS = `from leads l where l.lead = 'follow' and l.canceled`;
const OTHER_CLAIM = `exists (select 1 from claims c where c.claim = 'follow' and c.target = l.seq and c.seq <> l.target)`;
const NAMES_ANOTHER = `exists (
  select 1 from claims c where c.seq = l.target
    and (c.claim = 'dangling' or (c.claim in ('follow', 'none') and c.target <> l.seq)))`;

/** Links that cannot be followed, and links that contradict one another; counted over the whole log. */
const LINK_FINDINGS: readonly Finding[] = [
  {
    code: "link-self",
    detail: "replaces names the appointment itself",
    seqs: "select seq from claims where claim = 'self'",
  },
  {
    code: "link-other-enrollee",
    detail: "replaces names another enrollee's appointment",
    seqs: "select seq from claims where claim = 'other-enrollee'",
  },
  {
    code: "link-self",
    detail: "replaced_by names the appointment itself",
    seqs: "select seq from leads where lead = 'self'",
  },
  {
    code: "link-dangling",
    detail: "replaced_by names no accepted appointment",
    seqs: "select seq from leads where lead = 'dangling'",
  },
  {
    code: "link-other-enrollee",
    detail: "replaced_by names another enrollee's appointment",
    seqs: "select seq from leads where lead = 'other-enrollee'",
  },
  {
    code: "link-conflict",
    detail: "another appointment says that it replaces this one",
    seqs: `select l.seq ${CONFLICTS} and ${OTHER_CLAIM}`,
  },
  {
    code: "link-conflict",
    detail: "its replacement says that it replaces another appointment",
    seqs: `select l.seq ${CONFLICTS} and not ${OTHER_CLAIM} and ${NAMES_ANOTHER}`,
  },
];

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

  /** Reports the links of the log. */
  async links(): Promise<void> {
    for (const { code, detail, seqs } of LINK_FINDINGS) await this.#report(code, seqs, "''", () => detail);
  }

  /** Reports appointments that replace several cancellations. */
  async shared(): Promise<void> {
    await this.#report(
      "replacement-shared",
      "select target as seq, count(*) as detail from hops group by target having count(*) > 1",
      // Texts of numbers are put in order as texts.
      "cast(detail as varchar)",
      (count) => `replaces ${count} cancellations`,
    );
  }

  /** Reports what is odd about outcomes; of cancellations in scope. */
  async outcomes(): Promise<void> {
    for (const code of CAUSES)
      await this.#report(code, `select seq from judged where cause = '${code}'`, "''", () => "");
    await this.#report(
      "care-before-cancellation",
      "select seq, care_day * 100000 + canceled_day as detail from judged where care_day < canceled_day",
      "lpad(cast(detail as varchar), 12, '0')",
      (days) => `care ${isoDate(Math.floor(Number(days) / 100_000))}, canceled ${isoDate(Number(days) % 100_000)}`,
    );
  }

  async #report(code: ProblemCode, seqs: string, order: string, detailOf: (order: string) => string): Promise<void> {
    const count = countOf((await rowOf(this.session, `select count(*) from (${seqs}) f`))[0]);
    if (count === 0) return;
    this.problems.addMany(code, count);
    const rows = await this.session.rows(`select f.seq, ${order} as detail, r.key
from records r join (${seqs}) f on f.seq = r.seq
order by detail, r.key, f.seq limit ${SAMPLES}`);
    for (const [seq, detail, key] of rows) {
      const { source, record, line } = this.log.placeOf(countOf(seq));
      const path = this.log.sources[source]?.path ?? "";
      this.problems.keep(code, String(key), { path, record, line, detail: detailOf(String(detail)) });
    }
  }
}
