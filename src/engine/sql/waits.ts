import type { WaitBin } from "../../model/tally.ts";
import { type Assessing, startColumn } from "./assess.ts";
import { asOfMark, businessColumn, byUnit, limitColumn, unitsOf } from "./clock.ts";
import { afterAsOf } from "./context.ts";
import { type ClockQuestion, type State, stateNumber } from "./questions.ts";
import { countOf, type Session } from "./session.ts";

const WAITING: readonly State[] = [
  "met",
  "met-passed",
  "missed",
  "missed-after-extension",
  "overdue",
  "overdue-after-extension",
  "pending",
  "pending-after-extension",
];

/**
 * Writes the wait of each clock question (semantics.md, section 6 "Waits"): twice the time to care or to as-of, whichever
 * is earlier, plus one where it ended in care that is not after as-of; unknown where it does not count.
 */
export const waitColumns = (assessing: Assessing): readonly string[] =>
  assessing.questions.flatMap((question, place) =>
    question.kind === "clock" ? [`${waitSql(assessing, question, place)} as wait_${place}`] : [],
  );

const waitSql = (assessing: Assessing, question: ClockQuestion, place: number): string => {
  const { stamps, calendars, asOf } = assessing;
  const start = startColumn(assessing, place) ?? "";
  const calendar = calendars.ofPack[question.pack] ?? 0;
  const end = asOfMark(assessing, calendars);
  const event = `(care is not null and not (${afterAsOf(assessing, "care")}))`;
  const elapsed = {
    bd: `case when ${event} then ${businessColumn("care")(calendar)} else ${end.business(calendar)} end - ${businessColumn(start)(calendar)}`,
    d: `case when ${event} then care_day else ${asOf.day} end - ${start}_day`,
    h: `case when ${event} then ${stamps.instant("care")} else ${asOf.instant} end - ${stamps.instant(start)}`,
  };
  const units = unitsOf(question);
  const time =
    units.length === 1 && units[0] !== undefined
      ? elapsed[units[0]]
      : byUnit({ question, limit: `q${place}` }, (unit) => elapsed[unit]);
  const timed = `not (${stamps.dateOnly(start)}) and not coalesce(${stamps.dateOnly("care")}, false)`;
  const counts = [
    `q${place}_state in (${WAITING.map(stateNumber).join(", ")})`,
    `not (${afterAsOf(assessing, start)})`,
    ...(units.includes("h") ? [`(${limitColumn(`q${place}`, "h")} is null or (${timed}))`] : []),
  ];
  return `case when ${counts.join(" and ")} then 2 * greatest(0, ${time}) + case when ${event} then 1 else 0 end end`;
};

/** Gathers the waits of every rule, by its number: of each time, how many ended in care and how many go on. */
export const waitsOf = async (
  { questions }: Assessing,
  session: Session,
): Promise<ReadonlyMap<number, readonly WaitBin[]>> => {
  const each = questions.flatMap(({ kind }, place) =>
    kind !== "clock"
      ? []
      : [
          `select k.q${place}_rule as rule, j.wait_${place} as wait, count(*) as n
from judged j join classes k on k.class = j.class
where j.wait_${place} is not null
group by k.q${place}_rule, j.wait_${place}`,
        ],
  );
  const bins = new Map<number, Map<number, { events: number; censored: number }>>();
  const rows = each.length === 0 ? [] : await session.rows(each.join("\nunion all\n"));
  for (const [rule, wait, n] of rows) {
    const number = countOf(rule);
    const time = Math.floor(countOf(wait) / 2);
    const byTime = bins.get(number) ?? new Map<number, { events: number; censored: number }>();
    bins.set(number, byTime);
    const bin = byTime.get(time) ?? { events: 0, censored: 0 };
    byTime.set(time, bin);
    bin[countOf(wait) % 2 === 1 ? "events" : "censored"] += countOf(n);
  }
  return new Map(
    [...bins].map(([rule, byTime]) => [
      rule,
      [...byTime].sort(([a], [b]) => a - b).map(([elapsed, bin]) => ({ elapsed, ...bin })),
    ]),
  );
};
