import { NOTICE_KINDS, type NoticeKind, type NoticeTally } from "../../model/networkTally.ts";
import type { Assessing } from "./assess.ts";
import { dayColumn } from "./clock.ts";
import type { Named } from "./condition.ts";
import { surelyAfterAsOf } from "./context.ts";
import { addKinds, byFacilityQuery, byPlanSql, kindNumber } from "./planKinds.ts";
import { countOf, type Session } from "./session.ts";

const then = (condition: string, kind: NoticeKind): string =>
  `when ${condition} then ${kindNumber(NOTICE_KINDS, kind)}`;

/** When the enrollee was told (`NOTICE_KINDS`): by time of day where both have one, else by day. */
const kindSql = (assessing: Assessing): string => {
  const { stamps } = assessing;
  const [told, start] = ["notified_at", "scheduled_at"] as const;
  const bothTimed = `not ${stamps.dateOnly(told)} and not ${stamps.dateOnly(start)}`;
  const byTime = `case ${then(`${stamps.order(told)} < ${stamps.order(start)}`, "before")} else ${kindNumber(NOTICE_KINDS, "after")} end`;
  return `case when not ${byPlanSql(assessing)} then null
    ${[
      then(`${told} is null or ${surelyAfterAsOf(assessing, told)}`, "unknown"),
      `when ${bothTimed} then ${byTime}`,
      then(`${stamps.day(told)} = ${dayColumn(start)}`, "undetermined"),
      then(`${stamps.day(told)} < ${dayColumn(start)}`, "before"),
    ].join("\n    ")}
    else ${kindNumber(NOTICE_KINDS, "after")} end`;
};

/** The kind of notice of each judged cancellation, null where the plan did not cancel it; and the days it came ahead. */
export const noticeColumns = (assessing: Assessing): readonly Named[] => {
  const { stamps } = assessing;
  // Nothing is known of a notice where the log has no column for it: one number says so.
  const days = `greatest(0, ${dayColumn("scheduled_at")} - ${stamps.day("notified_at")})`;
  return [
    ["notice_kind", `cast(${kindSql(assessing)} as smallint)`],
    ["days_ahead", `cast(${days} as integer)`],
  ];
};

/** Counts how many were told before the lost appointment, and how many days ahead. */
export const noticeOf = async (assessing: Assessing, session: Session): Promise<NoticeTally> => {
  const rows = await session.rows(byFacilityQuery(assessing, ["notice_kind"], "notice_kind is not null"));
  const days = await session.rows(`select days_ahead, count(*) from judged
where notice_kind = ${kindNumber(NOTICE_KINDS, "before")}
group by days_ahead`);
  return {
    ...addKinds(assessing, NOTICE_KINDS, rows),
    daysAhead: days
      .map(([ahead, n]) => ({ days: countOf(ahead), cancellations: countOf(n) }))
      .sort((a, b) => a.days - b.days),
  };
};
