import type { FieldName } from "../../model/fields.ts";
import type { Alternate } from "./alternates.ts";
import { classColumns, PRIOR_COLUMNS } from "./classes.ts";
import {
  businessColumn,
  type ClockFrame,
  dayColumn,
  limitColumns,
  markedColumn,
  markOf,
  NOTE,
  noteColumn,
  noteSql,
} from "./clock.ts";
import { afterAsOf, type Context, surelyAfterAsOf } from "./context.ts";
import { type Calendars, NEVER, NO_DAY } from "./days.ts";
import { outcomesQuery } from "./outcome.ts";
import type { Question } from "./questions.ts";
import { any, ident } from "./quote.ts";
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
      start: markedColumn(name),
      note: noteColumn(name),
    };
  });
};

/** The start of a question's clock, as a column of the assessed cancellations; null for requirements. */
export const startColumn = (assessing: Assessing, place: number): string | null => {
  const start = startsOf(assessing, assessing.questions).ofQuestion[place];
  return start === null || start === undefined ? null : `start_${start}`;
};

/** The columns of a class that hold limits, by the questions and by those put once more. */
const limitsOf = ({ questions, alternates = [] }: Assessing): readonly string[] => [
  ...questions.flatMap((one, i) => (one.kind === "clock" ? limitColumns(one, `q${i}`) : [])),
  ...alternates.flatMap(({ place, name, calendars }) => {
    const question = questions[place];
    if (calendars !== null || question === undefined) return [];
    return question.kind === "clock" ? limitColumns(question, name) : [`${name}_n`];
  }),
];

/** Says that a class has limits in hours: only then are instants worked out. */
const hourly = (assessing: Assessing): string => {
  const { questions } = assessing;
  if (questions.some((one) => one.kind === "clock" && one.clock.postponement?.unit === "h")) return "true";
  const limits = limitsOf(assessing).filter((column) => column.endsWith("_h"));
  return limits.length === 0 ? "false" : any(limits.map((column) => `${column} is not null`));
};

const dayLookup = (alias: string, day: string): string =>
  `join days ${alias} on ${alias}.day = coalesce(${day}, ${NO_DAY})`;

/** The fields whose days are asked for beside those of the starts and of care. */
const dayFields = ({ questions }: Assessing): readonly FieldName[] => [
  ...new Set<FieldName>([
    "scheduled_at",
    "canceled_at",
    ...questions.flatMap((one) => (one.kind === "clock" ? (one.clock.orBy ?? []) : [])),
  ]),
];

/** Looks up the business days of the days that clocks count between. */
const timedQuery = (assessing: Assessing, subjects: string): string => {
  const { stamps, calendars, tables } = assessing;
  const starts = startsOf(assessing, assessing.questions).sql;
  const marks = [
    ...starts.map((_, i) => ({ name: `start_${i}`, day: `s.start_${i}_day` })),
    { name: "care", day: "s.care_day" },
    { name: "eve", day: `s.${NOTE.day} - 1` },
  ];
  const business = marks.flatMap(({ name }) =>
    calendars.tables.map((_, i) => {
      const looked = `${name}_days.business_${i}`;
      return `${name === "care" ? `coalesce(${looked}, ${NEVER})` : looked} as ${businessColumn(name)(i)}`;
    }),
  );
  const days = [
    ...starts.map((_, i) => `${stamps.day(`start_${i}`)} as start_${i}_day`),
    `${stamps.day("care")} as care_day`,
    ...dayFields(assessing).map((field) => `${stamps.day(ident(field))} as ${dayColumn(field)}`),
    `${stamps.day("wait_extended_at")} as ${NOTE.day}`,
  ];
  return `select s.*, ${business.join(", ")}
  from (
    select t.*, ${days.join(", ")}
    from (
      select o.*, ${starts.map((sql, i) => `${sql} as start_${i}`).join(", ") || "0 as no_start"}
      from (
  ${outcomesQuery(assessing, { subjects, ends: tables.ends, classed: (source) => classedQuery(assessing, source) })}
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
  const questions = assessing.questions.flatMap((_, i) => [`k.q${i}_rule`, `k.q${i}_open`]);
  const limits = limitsOf(assessing).map((column) => `k.${column}`);
  return `select o.*, ${["k.class", "k.hourly", ...questions, ...limits].join(", ")}
  from (
  ${source}
  ) o
  join (select *, ${hourly(assessing)} as hourly from ${assessing.tables.classes}) k on ${same}`;
};

/** Nobody asks for an instant where no clock of hours may bind: nought is written faster than an unknown. */
const ifHourly = (instant: string): string => `case when hourly then ${instant} else 0 end`;

/** Adds what a note is to the clocks of each start, and the instants that hour clocks count between. */
const momentsQuery = (assessing: Assessing, source: string): string => {
  const { stamps } = assessing;
  const starts = startsOf(assessing, assessing.questions).sql;
  const marks = [...starts.map((_, i) => `start_${i}`), "care"].flatMap((name) => {
    const { day, business } = markedColumn(name);
    const { first, last } = markOf(assessing, name, day, business);
    return [`${ifHourly(first)} as ${name}_first`, `${ifHourly(last)} as ${name}_last`];
  });
  const note = `${ifHourly(stamps.dayStart(NOTE.day))} as ${NOTE.first}`;
  const notes = starts.map((_, i) => `${noteSql(`start_${i}`)} as ${noteColumn(`start_${i}`)}`);
  const came = `coalesce(not (${afterAsOf(assessing, "care")}), false) as care_came`;
  return `select *, ${[...marks, note, ...notes, came].join(",\n    ")}
  from (
  ${source}
  ) timed`;
};

/**
 * Judges the cancellations of a set: all their columns, how their walk ended, and a state for each question. The verdicts
 * follow from states and classes, once for each combination of them.
 */
export const assessedQuery = (assessing: Assessing, subjects: string): string =>
  statesQuery(assessing, momentsQuery(assessing, timedQuery(assessing, subjects)));

/** Care lies after as-of: booked, and not yet given. */
export const aheadSql = (context: Context): string => surelyAfterAsOf(context, "care");
