import { classColumns, PRIOR_COLUMNS } from "./classes.ts";
import { asOfMark, type ClockFrame, markOf } from "./clock.ts";
import { assumedSql, assumptionsOf } from "./condition.ts";
import { type Context, surelyAfterAsOf } from "./context.ts";
import { type Calendars, dayColumns, NO_DAY } from "./days.ts";
import { outcomesQuery } from "./outcome.ts";
import { type Question, stateNumber } from "./questions.ts";
import { startsOf } from "./starts.ts";
import { clockColumns, clockState, requirementState } from "./state.ts";

/** Everything the assessment is written from. */
export interface Assessing extends Context {
  readonly questions: readonly Question[];
  readonly calendars: Calendars;
  /** The tables that it is read from. */
  readonly tables: { readonly classes: string; readonly ends: string };
}

/** The frame of each clock question; null for requirements. */
const framesOf = (assessing: Assessing): readonly (ClockFrame | null)[] => {
  const starts = startsOf(assessing, assessing.questions);
  return assessing.questions.map((question, place) => {
    const start = starts.ofQuestion[place];
    if (question.kind !== "clock" || start === null || start === undefined) return null;
    const calendar = assessing.calendars.ofPack[question.pack] ?? 0;
    return {
      question,
      place,
      calendar,
      start: markOf(assessing, `start_${start}`, `start_${start}_day`, `days_${start}`),
    };
  });
};

/** The start of a question's clock, as a column of the assessed cancellations; null for requirements. */
export const startColumn = (assessing: Assessing, place: number): string | null => {
  const start = startsOf(assessing, assessing.questions).ofQuestion[place];
  return start === null || start === undefined ? null : `start_${start}`;
};

const dayLookup = (alias: string, day: string): string =>
  `join days ${alias} on ${alias}.day = coalesce(${day}, ${NO_DAY})`;

/** Joins every cancellation with its class, and with what its clocks count from. */
const startedQuery = (assessing: Assessing, outcomes: string): string => {
  const { stamps } = assessing;
  const packs = assessing.plan.packs.map(({ pack }) => pack);
  const keys = [...classColumns(packs, assessing.asked), ...PRIOR_COLUMNS];
  const same = keys.map((key) => assessing.dialect.same(`o.${key}`, `k.${key}`)).join(" and ");
  const own = assessing.questions.flatMap(({ kind }, i) => [
    `k.q${i}_rule`,
    `k.q${i}_open`,
    ...(kind === "clock" ? [`k.q${i}_n`, `k.q${i}_unit`] : []),
  ]);
  const starts = startsOf(assessing, assessing.questions).sql.map((sql, i) => `${sql} as start_${i}`);
  return `select o.*, k.class, ${[...own, ...starts].join(", ")},
    ${stamps.day("care")} as care_day
  from (
  ${outcomes}
  ) o
  join ${assessing.tables.classes} k on ${same}`;
};

/** Looks the days up that clocks count between. */
const countedQuery = (assessing: Assessing, outcomes: string): string => {
  const { stamps } = assessing;
  const starts = startsOf(assessing, assessing.questions).sql.map((_, i) => i);
  const days = starts.map((i) => `${stamps.day(`start_${i}`)} as start_${i}_day`);
  const lookups = starts.map((i) => dayLookup(`days_${i}`, `s.start_${i}_day`));
  const frames = framesOf(assessing).filter((frame) => frame !== null);
  const care = markOf(assessing, "care", "care_day", "care_days");
  const asOf = asOfMark(assessing, assessing.calendars);
  const told = frames.flatMap((frame) => clockColumns(assessing, frame, care, asOf));
  return `select s.*, ${told.map(([name, sql]) => `${sql} as ${name}`).join(",\n    ")},
    ${starts.flatMap((i) => dayColumns(assessing.calendars).map((name) => `days_${i}.${name} as start_${i}_${name}_row`)).join(", ")},
    ${dayColumns(assessing.calendars)
      .map((name) => `care_days.${name} as care_${name}_row`)
      .join(", ")}
  from (
    select t.*, ${days.join(", ")}
    from (
  ${startedQuery(assessing, outcomes)}
    ) t
  ) s
  ${lookups.join("\n  ")}
  ${dayLookup("care_days", "s.care_day")}
  ${dayLookup("note_eves", `${stamps.day("s.wait_extended_at")} - 1`)}`;
};

/**
 * Judges the cancellations of a set: all their columns, how their walk ended, and a state for each question. The verdicts
 * follow from states and classes, once for each combination of them.
 */
export const assessedQuery = (assessing: Assessing, subjects: string): string => {
  const frames = framesOf(assessing);
  const states = assessing.questions.map((question, place) => {
    const frame = frames[place];
    const column = startColumn(assessing, place) ?? "";
    if (question.kind === "clock" && frame !== null && frame !== undefined) return clockState(assessing, frame, column);
    if (question.kind !== "requirement") return String(stateNumber("out"));
    const assumptions = assumptionsOf(assessing.plan, question.pack, assessing.asked);
    const service = `coalesce(cast(service as varchar), ${assumedSql("service", assumptions)})`;
    return requirementState(assessing, question, place, service);
  });
  return `select *,
    ${states.map((sql, i) => `${sql} as q${i}_state`).join(",\n    ")}
  from (
  ${countedQuery(assessing, outcomesQuery(assessing, subjects, assessing.tables.ends))}
  ) counted`;
};

/** Care lies after as-of: booked, and not yet given. */
export const aheadSql = (context: Context): string => surelyAfterAsOf(context, "care");
