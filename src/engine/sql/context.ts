import type { OpenLog } from "../../ingest/openLog.ts";
import type { FieldName } from "../../model/fields.ts";
import type { Moment } from "../../model/moment.ts";
import type { Plan } from "../contract.ts";
import type { Dialect } from "./session.ts";
import type { StampSql } from "./stamp.ts";
import { statusIs } from "./status.ts";

/** All that the stages after reconciliation are written from. */
export interface Context {
  readonly plan: Plan;
  readonly mapped: OpenLog["mapped"];
  /** Columns of the exports that the run asked for, in the order of their places in the records. */
  readonly asked: readonly string[];
  readonly asOf: Moment;
  /** Whether some record was made or canceled after as-of, so that the log as it was known then is another one. */
  readonly beyond: boolean;
  readonly stamps: StampSql;
  readonly dialect: Dialect;
}

/** A stamp lies after as-of; unknown where the stamp is. */
export const afterAsOf = ({ stamps, asOf }: Pick<Context, "stamps" | "asOf">, stamp: string): string =>
  `${stamps.order(stamp)} > ${stamps.orderOf(asOf)}`;

/** A stamp lies after as-of, and is known. */
export const surelyAfterAsOf = (context: Pick<Context, "stamps" | "asOf">, stamp: string): string =>
  `coalesce(${afterAsOf(context, stamp)}, false)`;

/** The earlier of two stamps, the first one where they are equal; unknown only where both are. */
export const earlierStamp = ({ stamps }: Pick<Context, "stamps">, a: string, b: string): string =>
  `case when ${stamps.order(b)} < ${stamps.order(a)} then ${b} else coalesce(${a}, ${b}) end`;

/** Says that a status at as-of is that of a cancellation. */
export const isCanceled = (status: string): string => statusIs(status, ["canceled", "rescheduled"]);

/** Says whether the log could tell what followed, by links it states or by others that the run asked for. */
export const linksOfLog = (mapped: ReadonlySet<FieldName>, { link }: Plan): { stated: boolean; further: boolean } => ({
  stated: (["replaced_by", "replaces", "rescheduled_to", "offered_for"] as const).some((field) => mapped.has(field)),
  further: link === "inferred" || (link === "series" && mapped.has("series_id")),
});
