import { NOTICE_KINDS, type NoticeKind, type NoticeTally } from "../../model/networkTally.ts";
import type { Assessing } from "./assess.ts";
import { surelyAfterAsOf } from "./context.ts";
import { addKinds, byFacilityQuery, byPlanSql, kindNumber } from "./planKinds.ts";
import { countOf, type Session } from "./session.ts";

const then = (condition: string, kind: NoticeKind): string =>
  `when ${condition} then ${kindNumber(NOTICE_KINDS, kind)}`;

/** When the enrollee was told (`NOTICE_KINDS`): by time of day where both have one, else by day. */
const kindSql = (assessing: Assessing): string => {
  const { stamps } = assessing;
  const [told, start] = ["notified_at", "scheduled_at"];
  const bothTimed = `not (${stamps.dateOnly(told)}) and not (${stamps.dateOnly(start)})`;
  return `case when not ${byPlanSql(assessing)} then null
    ${[
      then(`${told} is null or ${surelyAfterAsOf(assessing, told)}`, "unknown"),
      then(`${bothTimed} and ${stamps.order(told)} < ${stamps.order(start)}`, "before"),
      then(bothTimed, "after"),
      then(`${stamps.day(told)} = ${stamps.day(start)}`, "undetermined"),
      then(`${stamps.day(told)} < ${stamps.day(start)}`, "before"),
    ].join("\n    ")}
    else ${kindNumber(NOTICE_KINDS, "after")} end`;
};

/** The kind of notice of each judged cancellation, null where the plan did not cancel it; and the days it came ahead. */
export const noticeColumns = (assessing: Assessing): readonly string[] => {
  const { stamps } = assessing;
  // Nothing is known of a notice where the log has no column for it: one number says so.
  const days = `greatest(0, ${stamps.day("scheduled_at")} - ${stamps.day("notified_at")})`;
  return [`cast(${kindSql(assessing)} as smallint) as notice_kind`, `cast(${days} as integer) as days_ahead`];
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
