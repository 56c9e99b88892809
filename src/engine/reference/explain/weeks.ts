import { isoDate, mondayOf, weekdayOf } from "../../../calendar/civil.ts";
import { elapsedBusinessDays } from "../../../calendar/dayTable.ts";
import type { ClockWeek, DayKind, ExplainedClock } from "../../../model/explainRule.ts";
import type { PackInForce } from "../../contract.ts";

const SATURDAY = 5;
const DAYS = 7;
/** Weeks shown day by day at the start of a long span, and before what it leads to. */
const SHOWN = { first: 3, before: 1 } as const;
/** A span of fewer weeks is shown as it is. */
const LEAST_FOLDED = 2;

/** From which local date a day clock counts, in what days, when its limit is out, and where the count stops. */
export interface Counting {
  readonly unit: "bd" | "d";
  readonly start: number;
  readonly due: number;
  /** The last day on which care would be in time: the weekend after the due date is. */
  readonly last: number;
  readonly stop: number;
}

/** Counts a clock out, day by day; of long spans whole weeks are folded, but for those that matter. */
export const countOut = (
  counting: Counting,
  { table, calendar }: Pick<PackInForce, "table" | "calendar">,
): Pick<ExplainedClock, "weeks" | "holidays"> => {
  const { unit, start, last: inTime, stop } = counting;
  const last = Math.max(start, inTime, stop);
  const holidays = new Map(calendar.holidays.map((holiday) => [holiday.day, holiday]));
  const counted = (day: number): number =>
    unit === "bd" ? elapsedBusinessDays(table, start, day) : Math.max(0, day - start);
  const kindOf = (day: number): DayKind => {
    if (day === start) return "start";
    if (day < start) return "before";
    if (day > last) return "after";
    if (unit === "d") return "counts";
    if (weekdayOf(day) >= SATURDAY) return "weekend";
    return holidays.has(day) ? "holiday" : "counts";
  };
  const dayOf = (day: number): ClockWeek["days"][number] => {
    const kind = kindOf(day);
    return { date: isoDate(day), kind, n: kind === "counts" ? counted(day) : null };
  };
  const spanOf = (monday: number, weeks: number, folded: boolean): ClockWeek => {
    const [before, to] = [counted(Math.max(start, monday - 1)), counted(Math.min(last, monday + weeks * DAYS - 1))];
    return {
      monday: isoDate(monday),
      weeks,
      days: folded ? [] : Array.from({ length: DAYS }, (_, i) => dayOf(monday + i)),
      counted: to > before ? { first: before + 1, last: to } : null,
    };
  };

  const weeks = spansOf(counting, last).flatMap(({ monday, weeks: many }) =>
    many < LEAST_FOLDED
      ? Array.from({ length: many }, (_, i) => spanOf(monday + i * DAYS, 1, false))
      : [spanOf(monday, many, true)],
  );
  const shown = new Set(
    weeks.flatMap(({ days }) => days.filter(({ kind }) => kind === "holiday")).map(({ date }) => date),
  );
  return {
    weeks,
    holidays: calendar.holidays.flatMap(({ day, name, law, extrapolated }) => {
      const date = isoDate(day);
      return shown.has(date) ? [{ date, name, law, extrapolated }] : [];
    }),
  };
};

/** Cuts the weeks into those shown one by one, and spans between that are told together. */
const spansOf = (
  { start, due, last: inTime, stop }: Counting,
  last: number,
): readonly { monday: number; weeks: number }[] => {
  const first = mondayOf(start);
  const end = mondayOf(last);
  const keep = new Set<number>();
  for (let i = 0; i < SHOWN.first; i++) keep.add(first + i * DAYS);
  keep.add(mondayOf(inTime));
  for (const day of [due, stop]) for (let i = 0; i <= SHOWN.before; i++) keep.add(mondayOf(day) - i * DAYS);
  const kept = [...keep].filter((monday) => monday >= first && monday <= end).sort((a, b) => a - b);
  const spans: { monday: number; weeks: number }[] = [];
  let next = first;
  for (const monday of kept) {
    if (monday > next) spans.push({ monday: next, weeks: (monday - next) / DAYS });
    spans.push({ monday, weeks: 1 });
    next = monday + DAYS;
  }
  return spans;
};
