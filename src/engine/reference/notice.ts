import type { Appointment } from "../../model/appointment.ts";
import type { Moment } from "../../model/moment.ts";
import { NOTICE_KINDS, type NoticeKind, type NoticeTally } from "../../model/networkTally.ts";
import type { PackAssessor } from "./assessor.ts";
import { histogramOf, KindCounter } from "./kinds.ts";
import type { Subject } from "./subject.ts";

const kindOf = ({ notified_at: told, scheduled_at: start }: Appointment, asOf: Moment): NoticeKind => {
  if (told === undefined || told.instant > asOf.instant) return "unknown";
  if (!told.dateOnly && !start.dateOnly) return told.instant < start.instant ? "before" : "after";
  if (told.day === start.day) return "undetermined";
  return told.day < start.day ? "before" : "after";
};

/** Counts how many were told before the lost appointment, and how many days ahead (see `NOTICE_KINDS`). */
export class NoticeCounter {
  readonly #kinds: KindCounter<NoticeKind>;
  readonly #days: number[] = [];

  constructor(
    readonly assessor: PackAssessor | undefined,
    readonly asOf: Moment,
    splits: boolean,
  ) {
    this.#kinds = new KindCounter(NOTICE_KINDS, splits);
  }

  add({ read }: Subject): void {
    if (this.assessor?.canceledBy(read) !== "plan") return;
    const kind = kindOf(read, this.asOf);
    this.#kinds.add(kind, read);
    if (kind === "before" && read.notified_at !== undefined)
      this.#days.push(Math.max(0, read.scheduled_at.day - read.notified_at.day));
  }

  get tally(): NoticeTally {
    return {
      counts: this.#kinds.counts,
      daysAhead: histogramOf(this.#days).map(([days, cancellations]) => ({ days, cancellations })),
      byFacility: this.#kinds.byFacility,
    };
  }
}
