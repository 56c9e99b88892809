import { classColumns, PRIOR_COLUMNS } from "./classes.ts";
import { asOfMark, businessColumn, type ClockFrame, markOf } from "./clock.ts";
import { assumedSql, assumptionsOf } from "./condition.ts";
import { type Context, surelyAfterAsOf } from "./context.ts";
import { type Calendars, NO_DAY } from "./days.ts";
import { outcomesQuery } from "./outcome.ts";
import { type Question, stateNumber } from "./questions.ts";
import { ident } from "./quote.ts";
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
    const name = `start_${start}`;
    return { question, place, calendar, start: markOf(assessing, name, `${name}_day`, businessColumn(name)) };
  });
};

/** The start of a question's clock, as a column of the assessed cancellations; null for requirements. */
export const startColumn = (assessing: Assessing, place: number): string | null => {
  const start = startsOf(assessing, assessing.questions).ofQuestion[place];
  return start === null || start === undefined ? null : `start_${start}`;
};

/** The columns of a class that the questions are judged by. */
const classQuestionColumns = ({ questions }: Assessing, classes: string): readonly string[] =>
  questions.flatMap(({ kind }, i) => [
    `${classes}.q${i}_rule`,
    `${classes}.q${i}_open`,
    ...(kind === "clock" ? [`${classes}.q${i}_n`, `${classes}.q${i}_unit`] : []),
  ]);

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

/** Adds what each question finds, to cancellations with their times and the rules that bind their class. */
const statesQuery = (assessing: Assessing, source: string): string => {
  const frames = framesOf(assessing);
  const care = markOf(assessing, "care", "care_day", businessColumn("care"));
  const asOf = asOfMark(assessing, assessing.calendars);
  const told = frames.flatMap((frame) => (frame === null ? [] : clockColumns(assessing, frame, care, asOf)));
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
    select *${told.map(([name, sql]) => `,\n    ${sql} as ${name}`).join("")}
    from (
  ${source}
    ) timed
  ) counted`;
};

/**
 * Judges the cancellations of a set: all their columns, how their walk ended, and a state for each question. The verdicts
 * follow from states and classes, once for each combination of them.
 */
export const assessedQuery = (assessing: Assessing, subjects: string): string =>
  statesQuery(assessing, classedQuery(assessing, timedQuery(assessing, subjects)));

/** Columns of judged cancellations that are needed to judge them again, whatever the clocks are. */
const JUDGED_AGAIN = [
  "kind",
  "end_service",
  "care",
  "scheduled_at",
  "canceled_at",
  "wait_extended",
  "wait_extended_at",
];

/** The starts of a run's clocks, each with whether some other column of the judged cancellations is the same. */
const startsHeld = (assessing: Assessing): readonly { readonly name: string; readonly held: string | null }[] =>
  startsOf(assessing, assessing.questions).sql.map((sql, i) => ({
    name: `start_${i}`,
    held: JUDGED_AGAIN.find((column) => ident(column) === sql) ?? null,
  }));

const businessOf = (assessing: Assessing): readonly string[] =>
  [...startsHeld(assessing).map(({ name }) => name), "care", "eve"].flatMap((name) =>
    assessing.calendars.tables.map((_, i) => businessColumn(name)(i)),
  );

/** The columns of judged cancellations from which they can be judged again by other rules. */
export const timedColumns = (assessing: Assessing): readonly string[] => {
  const ors = assessing.questions.flatMap((one) => (one.kind === "clock" ? (one.clock.orBy ?? []) : []));
  const starts = startsHeld(assessing).flatMap(({ name, held }) => (held === null ? [name] : []));
  return [...new Set([...JUDGED_AGAIN, ...ors, ...starts, ...businessOf(assessing)])];
};

/** The start of a clock as judged cancellations hold it. */
export const heldStart = (assessing: Assessing, place: number): string => {
  const column = startColumn(assessing, place);
  return startsHeld(assessing).find(({ name }) => name === column)?.held ?? column ?? "";
};

/**
 * Judges again what was judged, by the classes of another reading; outcomes and times are as they were. `where` says whom,
 * by the columns of the judged cancellations and of their classes.
 */
export const assessedAgainQuery = (assessing: Assessing, classes: string, where = "true"): string => {
  const { stamps } = assessing;
  const columns = ["seq", "service", "resolution", "care_day", ...timedColumns(assessing)];
  const starts = startsHeld(assessing).flatMap(({ name, held }) => [
    ...(held === null ? [] : [`j.${held} as ${name}`]),
    `${stamps.day(`j.${held ?? name}`)} as ${name}_day`,
  ]);
  return statesQuery(
    assessing,
    `select ${[...columns.map((name) => `j.${name}`), ...starts].join(", ")},
    ${classQuestionColumns(assessing, "k").join(", ")}
  from judged j join ${classes} k on k.class = j.class
  where ${where}`,
  );
};

/** Care lies after as-of: booked, and not yet given. */
export const aheadSql = (context: Context): string => surelyAfterAsOf(context, "care");
