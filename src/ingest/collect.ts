import type { CanonicalRecord } from "../model/appointment.ts";
import type { Reject } from "../model/source.ts";
import { DateOrders } from "./dateOrder.ts";
import type { Notice } from "./log.ts";
import type { Proofs } from "./readRecord.ts";
import type { Sinks } from "./readSource.ts";
import type { SkipKind } from "./understand.ts";
import { UtcMidnights } from "./utcMidnights.ts";

/** Texts are never unreadable but for what a spreadsheet does to long numbers. */
const DAMAGED: ReadonlySet<string> = new Set(["unreadable:appointment_id", "unreadable:enrollee_id"]);

/** What each kind of line that is no record is called in the report; blank ones are only counted. */
const SKIPPED: Readonly<Record<SkipKind, string | null>> = {
  blank: null,
  title: "title before or between the records",
  total: "total or closing line",
  "repeated-header": "header repeated",
  sep: "sep= line",
};

/** Gathers what comes of reading the sources of a log, and what is proven over all of them. */
export class Collector {
  readonly rejects: Reject[] = [];
  readonly notices: Notice[] = [];
  readonly proofs: Proofs = { orders: new DateOrders(), midnights: new UtcMidnights() };

  /** The sinks of one source, whose records go elsewhere. */
  sinks(record: (record: CanonicalRecord) => void): Sinks {
    return {
      record,
      reject: (one) => this.#refuse(one),
      skip: (kind, source, line) => {
        const detail = SKIPPED[kind];
        if (detail !== null) this.notices.push({ code: "skipped-lines", source, line, detail });
      },
    };
  }

  /**
   * Settles what could only be proven over the whole log.
   * @throws Failure where the order of day and month stays open.
   */
  settle(paths: readonly string[]): void {
    this.proofs.orders.settle(({ source, line }) => ({ path: paths[source] ?? "", line }));
    for (const [field, count] of this.proofs.midnights.settle())
      this.notices.push({ code: "utc-midnights", source: 0, line: null, detail: `${field}: ${count} values` });
  }

  #refuse(one: Reject): void {
    this.rejects.push(one);
    if (!DAMAGED.has(one.reason)) return;
    const { source, line } = one.place;
    this.notices.push({
      code: "damaged-id",
      source,
      line,
      detail: `${one.reason.slice("unreadable:".length)}: the record was refused`,
    });
  }
}
