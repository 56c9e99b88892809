import { isoDate } from "../../calendar/civil.ts";
import { momentOfWall, type Zone } from "../../calendar/zone.ts";
import type { Log } from "../../ingest/log.ts";
import type { Appointment } from "../../model/appointment.ts";
import { failure } from "../../model/failure.ts";
import { DATING_FIELDS, type DatingField } from "../../model/fields.ts";
import type { Moment } from "../../model/moment.ts";

/** The moment the export speaks for, and where it was taken from. */
export interface AsOf {
  readonly moment: Moment;
  readonly from: "option" | DatingField;
}

const LAST_SECOND = 86_399;
/** From this many accepted records on, a derived as-of needs company. */
const LARGE_LOG = 100;
const COMPANY_DAYS = 31;
const COMPANY_RECORDS = 3;

const endOfDay = (zone: Zone, day: number): Moment => ({ ...momentOfWall(zone, day, LAST_SECOND), dateOnly: false });

/**
 * Settles as-of (semantics.md, section 3): the end of the day asked for, or the latest `canceled_at`, `made_at` or
 * `updated_at` among the accepted. The wall clock is never read.
 * @throws Failure `as-of-missing`; `as-of-lonely` in a log of 100 records or more of which fewer than 3 are dated within
 * the 31 days before it.
 */
export const settleAsOf = (accepted: readonly Appointment[], asked: number | null, zone: Zone, log: Log): AsOf => {
  if (asked !== null) return { moment: endOfDay(zone, asked), from: "option" };
  let latest: { moment: Moment; from: DatingField; of: Appointment } | null = null;
  for (const field of DATING_FIELDS)
    for (const of of accepted) {
      const moment = of[field];
      if (moment !== undefined && (latest === null || moment.instant > latest.moment.instant))
        latest = { moment, from: field, of };
    }
  if (latest === null) throw failure("as-of-missing", { fields: DATING_FIELDS });
  const { moment, from, of } = latest;
  if (accepted.length >= LARGE_LOG) {
    const count = companyOf(accepted, moment.day);
    if (count < COMPANY_RECORDS) {
      const path = log.sources[of.place.source]?.path ?? "";
      throw failure("as-of-lonely", {
        asOf: isoDate(moment.day),
        field: from,
        place: `${path}:${of.place.line}`,
        count,
      });
    }
  }
  return { moment: moment.dateOnly ? endOfDay(zone, moment.day) : moment, from };
};

/** Counts the records that are dated within the days before as-of, that of as-of itself included. */
const companyOf = (accepted: readonly Appointment[], asOfDay: number): number =>
  accepted.filter((one) =>
    DATING_FIELDS.some((field) => {
      const day = one[field]?.day;
      return day !== undefined && day <= asOfDay && day >= asOfDay - COMPANY_DAYS;
    }),
  ).length;
