import type { DateOrders } from "../../ingest/dateOrder.ts";
import type { SlashedOrder } from "../../ingest/momentShape.ts";
import type { Supposition } from "../../ingest/sourceProofs.ts";
import type { TimestampField } from "../../model/fields.ts";
import { rowOf, type Session } from "../sql/session.ts";
import { STAMPS_A_SECOND } from "../sql/stamp.ts";

/** What was supposed of a field, and the sources that were read by it. */
export interface Supposed {
  readonly field: TimestampField;
  readonly supposition: Supposition;
  readonly sources: readonly number[];
}

const OTHER: Readonly<Record<SlashedOrder, SlashedOrder>> = { mdy: "dmy", dmy: "mdy" };
/** Of the months there are no more. */
const MONTHS = 12;
const MICROSECONDS_A_STAMP = 1_000_000 / STAMPS_A_SECOND;

/**
 * Says whether every order that was supposed is proven by some date of its field, and no date proves the other one: a day
 * behind the twelfth can be read in one order only. What the regular rows prove is told to those that wait for it.
 */
export const ordersAreProven = async (
  session: Session,
  supposed: readonly Supposed[],
  orders: DateOrders,
): Promise<boolean> => {
  const fields = supposed.flatMap(({ field, supposition: order, sources }) =>
    order === "mdy" || order === "dmy" ? [{ field, order, sources }] : [],
  );
  if (fields.length === 0) return true;
  const columns = fields.flatMap(({ field, sources }) => {
    const own = `from staging where source in (${sources.join(", ")}) and ${field} is not null`;
    const proves = `day(make_timestamp(${field} * ${MICROSECONDS_A_STAMP})) > ${MONTHS}`;
    return [`exists (select 1 ${own})`, `exists (select 1 ${own} and ${proves})`];
  });
  const row = await rowOf(session, `select ${columns.join(",\n  ")}`);
  return fields.every(({ field, order }, i) => {
    const [any, proves] = [row[2 * i] === true, row[2 * i + 1] === true];
    if (!any) return true;
    const shown = orders.shown(field);
    if (proves) orders.provenElsewhere(field, order);
    return shown[OTHER[order]] === undefined && (proves || shown[order] !== undefined);
  });
};
