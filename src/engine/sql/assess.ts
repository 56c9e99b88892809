import type { Alternate } from "./alternates.ts";
import { classColumns, PRIOR_COLUMNS } from "./classes.ts";
import { businessColumn, type ClockFrame, markOf } from "./clock.ts";
import { type Context, surelyAfterAsOf } from "./context.ts";
import { type Calendars, NO_DAY } from "./days.ts";
import { outcomesQuery } from "./outcome.ts";
import type { Question } from "./questions.ts";
import { startsOf } from "./starts.ts";
import { statesQuery } from "./states.ts";

/** Everything the assessment is written from. */
export interface Assessing extends Context {
  readonly questions: readonly Question[];
  readonly calendars: Calendars;
  /** The tables that it is read from. */
  readonly tables: { readonly classes: string; readonly ends: string };
  /** What is asked besides, on the way, for the sensitivity table. */
  readonly alternates?: readonly Alternate[];
}

/** The frame of each clock question; null for requirements. */
export const framesOf = (assessing: Assessing): readonly (ClockFrame | null)[] => {
  const starts = startsOf(assessing, assessing.questions);
  return assessing.questions.map((question, place) => {
    const start = starts.ofQuestion[place];
    if (question.kind !== "clock" || start === null || start === undefined) return null;
    const calendar = assessing.calendars.ofPack[question.pack] ?? 0;
    const name = `start_${start}`;
    const own = `q${place}`;
    return {
      question,
      place,
      name: own,
      limit: own,
      calendar,
      start: markOf(assessing, name, `${name}_day`, businessColumn(name)),
    };
  });
};

/** The start of a question's clock, as a column of the assessed cancellations; null for requirements. */
export const startColumn = (assessing: Assessing, place: number): string | null => {
  const start = startsOf(assessing, assessing.questions).ofQuestion[place];
  return start === null || start === undefined ? null : `start_${start}`;
};

/** The columns of a class that the questions are judged by. */
const classQuestionColumns = ({ questions, alternates = [] }: Assessing, classes: string): readonly string[] => [
  ...questions.flatMap(({ kind }, i) => [
    `${classes}.q${i}_rule`,
    `${classes}.q${i}_open`,
    ...(kind === "clock" ? [`${classes}.q${i}_n`, `${classes}.q${i}_unit`] : []),
  ]),
  ...alternates.flatMap(({ name, calendars }) =>
    calendars === null ? [`${classes}.${name}_n`, `${classes}.${name}_unit`] : [],
  ),
];

const dayLookup = (alias: string, day: string): string =>
  `join days ${alias} on ${alias}.day = coalesce(${day}, ${NO_DAY})`;

/** Looks up the business days of the days that clocks count between. */
const timedQuery = (assessing: Assessing, subjects: string): string => {
  const { stamps, calendars, tables } = assessing;
  const starts = startsOf(assessing, assessing.questions).sql;
  const marks = [
    ...starts.map((_, i) => ({ name: `start_${i}`, day: `s.start_${i}_day` })),
    { name: "care", day: "s.care_day" },
    { name: "eve", day: `${stamps.day("s.wait_extended_at")} - 1` },
  ];
  const business = marks.flatMap(({ name }) =>
    calendars.tables.map((_, i) => `${name}_days.business_${i} as ${businessColumn(name)(i)}`),
  );
  return `select s.*, ${business.join(", ")}
  from (
    select t.*, ${[...starts.map((_, i) => `${stamps.day(`start_${i}`)} as start_${i}_day`), `${stamps.day("care")} as care_day`].join(", ")}
    from (
      select o.*, ${starts.map((sql, i) => `${sql} as start_${i}`).join(", ") || "0 as no_start"}
      from (
  ${outcomesQuery(assessing, subjects, tables.ends)}
      ) o
    ) t
  ) s
  ${marks.map(({ name, day }) => dayLookup(`${name}_days`, day)).join("\n  ")}`;
};

/** Joins every cancellation with its class. */
const classedQuery = (assessing: Assessing, source: string): string => {
  const packs = assessing.plan.packs.map(({ pack }) => pack);
  const keys = [...classColumns(packs, assessing.asked), ...PRIOR_COLUMNS];
  const same = keys.map((key) => assessing.dialect.same(`o.${key}`, `k.${key}`)).join(" and ");
  return `select o.*, k.class, ${classQuestionColumns(assessing, "k").join(", ")}
  from (
  ${source}
  ) o
  join ${assessing.tables.classes} k on ${same}`;
};

/**
 * Judges the cancellations of a set: all their columns, how their walk ended, and a state for each question. The verdicts
 * follow from states and classes, once for each combination of them.
 */
export const assessedQuery = (assessing: Assessing, subjects: string): string =>
  statesQuery(assessing, classedQuery(assessing, timedQuery(assessing, subjects)));

/** Care lies after as-of: booked, and not yet given. */
export const aheadSql = (context: Context): string => surelyAfterAsOf(context, "care");
