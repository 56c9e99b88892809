import { isoDate } from "../../calendar/civil.ts";
import { momentOfWall } from "../../calendar/zone.ts";
import { failure } from "../../model/failure.ts";
import { DATING_FIELDS, type DatingField } from "../../model/fields.ts";
import type { Moment } from "../../model/moment.ts";
import type { Plan } from "../contract.ts";
import { countOf, rowOf, type Session } from "./session.ts";
import { momentOfStamp, type StampSql } from "./stamp.ts";

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

/** The end of a local day, as `--as-of` means it. */
export const endOfDay = (zone: Plan["zone"], day: number): Moment => ({
  ...momentOfWall(zone, day, LAST_SECOND),
  dateOnly: false,
});

/**
 * Settles as-of (semantics.md, section 3): the end of the day asked for, or the latest `canceled_at`, `made_at` or
 * `updated_at` among the accepted. The wall clock is never read.
 * @throws Failure `as-of-missing`; `as-of-lonely` in a log of 100 records or more of which fewer than 3 are dated within
 * the 31 days before it.
 */
export const settleAsOf = async (
  session: Session,
  { asOf, zone }: Plan,
  stamps: StampSql,
  accepted: number,
  placeOf: (seq: number) => string,
): Promise<AsOf> => {
  if (asOf !== null) return { moment: endOfDay(zone, asOf), from: "option" };
  const latest = DATING_FIELDS.map(stamps.latest).join(", ");
  const row = await rowOf(session, `select ${latest} from accepted`);
  let best: { stamp: number; moment: Moment; from: DatingField } | null = null;
  for (const [i, from] of DATING_FIELDS.entries()) {
    const stamp = row[i];
    if (typeof stamp !== "number") continue;
    const moment = momentOfStamp(zone, stamp);
    if (best === null || moment.instant > best.moment.instant) best = { stamp, moment, from };
  }
  if (best === null) throw failure("as-of-missing", { fields: DATING_FIELDS });
  const { moment, from, stamp } = best;
  if (accepted >= LARGE_LOG) {
    const company = DATING_FIELDS.map(
      (field) => `${stamps.day(field)} between ${moment.day - COMPANY_DAYS} and ${moment.day}`,
    );
    const [count] = await rowOf(
      session,
      `select count(*) from (select 1 from accepted where ${company.join(" or ")} limit ${COMPANY_RECORDS}) company`,
    );
    if (countOf(count) < COMPANY_RECORDS) {
      const [seq] = await rowOf(session, `select min(seq) from accepted where ${from} = ${stamp}`);
      throw failure("as-of-lonely", {
        asOf: isoDate(moment.day),
        field: from,
        place: placeOf(countOf(seq)),
        count: countOf(count),
      });
    }
  }
  return { moment: moment.dateOnly ? endOfDay(zone, moment.day) : moment, from };
};
