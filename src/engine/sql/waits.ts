import type { WaitBin } from "../../model/tally.ts";
import { type Assessing, startColumn } from "./assess.ts";
import { asOfMark, byUnit, markedColumn } from "./clock.ts";
import type { Named } from "./condition.ts";
import { afterAsOf } from "./context.ts";
import { type ClockQuestion, type State, stateNumber } from "./questions.ts";
import { countOf, type Session } from "./session.ts";
import { classOfJudged } from "./signature.ts";

/** The first and the last of the states with a wait, and of a clock that binds. */
const WAITING: readonly [State, State] = ["met", "pending-after-extension"];

/**
 * Writes the wait of each clock question (semantics.md, section 6 "Waits"): twice the time to care or to as-of, whichever
 * is earlier, plus one where it ended in care that is not after as-of; unknown where it does not count.
 */
export const waitColumns = (assessing: Assessing): readonly Named[] =>
  assessing.questions.flatMap((question, place): readonly Named[] =>
    question.kind === "clock" ? [[`wait_${place}`, waitSql(assessing, question, place)]] : [],
  );

const waitSql = (assessing: Assessing, question: ClockQuestion, place: number): string => {
  const { stamps, calendars } = assessing;
  const start = startColumn(assessing, place) ?? "";
  const calendar = calendars.ofPack[question.pack] ?? 0;
  const [from, care, asOf] = [markedColumn(start), markedColumn("care"), asOfMark(assessing, calendars)];
  const ended = "case when care_came then 1 else 0 end";
  const wait = (care: string, asOf: string, begin: string): string =>
    `2 * greatest(0, case when care_came then ${care} else ${asOf} end - ${begin}) + ${ended}`;
  const timed = `not ${stamps.dateOnly(start)} and not coalesce(${stamps.dateOnly("care")}, false)`;
  const waits = {
    bd: wait(care.business(calendar), asOf.business(calendar), from.business(calendar)),
    d: wait(care.day, asOf.day, from.day),
    h: `case when ${timed} then ${wait(care.first, String(assessing.asOf.instant), from.first)} end`,
  };
  const [first, last] = WAITING.map(stateNumber);
  const counts = [`q${place}_state between ${first} and ${last}`, `not (${afterAsOf(assessing, start)})`];
  const byOwnUnit = byUnit({ question, limit: `q${place}` }, (unit) => waits[unit]);
  return `case when ${counts.join(" and ")} then ${byOwnUnit} end`;
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
from judged j join classes k on k.class = ${classOfJudged("j")}
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
