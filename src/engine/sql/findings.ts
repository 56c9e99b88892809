import { LINKS, RESOLUTIONS } from "../../model/cancellation.ts";
import { elapsedUnit } from "../../model/rule.ts";
import { type Assessing, assessedQuery, startColumn } from "./assess.ts";
import { asOfMark } from "./clock.ts";
import { NO_DAY } from "./days.ts";
import { resolutionNumber } from "./outcome.ts";
import { numberRules, type Question, STATES, stateNumber } from "./questions.ts";
import { ident, text } from "./quote.ts";
import { VERDICT_OF } from "./verdicts.ts";
import { endNumber } from "./walkEnds.ts";

const HOUR = 3600;

const caseOf = (value: string, cases: readonly (readonly [string | number, string])[]): string =>
  `case ${cases.map(([when, then]) => `when ${value} = ${when} then ${then}`).join(" ")} end`;

/** Everything of an assessed cancellation that its findings tell. */
export const foundQuery = (assessing: Assessing): string => {
  const { questions, stamps } = assessing;
  const starts = [...new Set(questions.flatMap((_, i) => startColumn(assessing, i) ?? []))];
  const ors = [...new Set(questions.flatMap((one) => (one.kind === "clock" ? (one.clock.orBy ?? []) : [])))];
  const ended = `resolution in (${resolutionNumber("rescheduled")}, ${resolutionNumber("enrollee-canceled")})`;
  return `select seq, appointment_id, enrollee_id, class, care, ${[
    ...starts,
    ...questions.map((_, i) => `q${i}_state`),
    ...ors.map((field) => `${stamps.day(ident(field))} as or_${field}`),
  ].join(", ")},
  ${caseOf(
    "resolution",
    RESOLUTIONS.map((name, i) => [i, text(name)]),
  )} as resolution,
  ${caseOf(
    "linked_by",
    LINKS.map((name, i) => [i, text(name)]),
  )} as linked_by,
  case when ${ended} and kind in (${endNumber("ended")}, ${endNumber("by-enrollee")}) then end_appointment_id end as care_appointment_id
from (
${assessedQuery(assessing, "subjects")}
) assessed`;
};

/** Whom each rule binds, or may bind, class by class. */
export const boundRulesQuery = ({ plan, tables }: Assessing): string =>
  numberRules(plan.packs.map(({ pack }) => pack))
    .map(
      ({ number }) =>
        `select class, ${number} as rule, rule_${number} as binds, cast(unknown_${number} as varchar) as unknown from ${tables.classes} where rule_${number} is not false`,
    )
    .join("\nunion all\n");

/** What stands in every finding of a rule, as the table that findings are joined with; texts as they will be written. */
export const ruleTextsQuery = ({ plan }: Assessing, cell: (value: string) => string): string => {
  const values = numberRules(plan.packs.map(({ pack }) => pack)).map(({ rule, number }) => {
    const limit = rule.clock?.within ?? null;
    const texts = [rule.id, rule.family, rule.citation.law].map((value) => text(cell(value)));
    const unit = limit === null ? "null" : text(cell(elapsedUnit(limit)));
    const raw = limit === null ? "null, null" : `${limit.n}, ${text(limit.unit)}`;
    return `(${[number, ...texts, unit].join(", ")}, ${raw})`;
  });
  return `select * from (values\n  ${values.join(",\n  ")}\n) r(rule, id, family, citation, unit_text, n, unit)`;
};

const isOut = ["out", "postponed", "open"].map((state) => stateNumber(state as "out"));

/** The verdict and the reason of a rule that binds, by what its question found; of one that may bind, undetermined. */
const verdictSql = (state: string): { verdict: string; reason: string } => {
  const verdicts = STATES.map((name, i) => [i, text(VERDICT_OF[name].verdict)] as const);
  const reasons = STATES.flatMap((name, i) => {
    const { reason } = VERDICT_OF[name];
    return reason === null ? [] : [[i, text(reason)] as const];
  });
  return {
    verdict: `case when b.binds then ${caseOf(state, verdicts)} else 'undetermined' end`,
    reason: `case when b.binds then ${caseOf(state, reasons)}
      when b.unknown is null then 'no-start' else 'unknown:' || b.unknown end`,
  };
};

/** The findings of one question, before days are written out: starts, due moments and elapsed times as numbers. */
const questionFindings = (assessing: Assessing, question: Question, place: number): string => {
  const { stamps, calendars, asOf } = assessing;
  const state = `f.q${place}_state`;
  const rules = question.rules.map(({ number }) => number).join(", ");
  const { verdict, reason } = verdictSql(state);
  const shows = `((b.binds and ${state} not in (${isOut.join(", ")})) or (b.binds is null and ${state} <> ${stateNumber("out")}))`;
  const head = `select f.seq, f.appointment_id, f.enrollee_id, f.resolution, f.linked_by, f.care_appointment_id, f.care,
  b.rule, ${verdict} as verdict, ${reason} as reason`;
  if (question.kind === "requirement")
    return `${head}, cast(null as bigint) as start, cast(null as bigint) as due_day, cast(null as bigint) as due_at,
  cast(null as bigint) as elapsed
from found f join bound_rules b on b.class = f.class and b.rule in (${rules})
where ${shows}`;
  const start = `f.${startColumn(assessing, place) ?? ""}`;
  const calendar = calendars.ofPack[question.pack] ?? 0;
  const business = `business_${calendar}`;
  const end = asOfMark(assessing, calendars);
  const dateOnly = stamps.dateOnly(start);
  const lastStart = `case when ${dateOnly} then ${stamps.dayEnd("s.day")} else ${stamps.instant(start)} end`;
  const byHours = question.rules.some(({ rule }) => rule.clock?.within.unit === "h");
  const or = question.clock.orBy === null ? "cast(null as integer)" : `f.or_${question.clock.orBy}`;
  const careDateOnly = `coalesce(${stamps.dateOnly("f.care")}, false)`;
  const counted = `${head}, ${start} as start, ${or} as or_day, r.unit,
  ${start} is not null and ${dateOnly} as of_day,
  case r.unit when 'bd' then case when r.n = 0 then s.day else d.day end when 'd' then s.day + r.n end as limit_day,
  ${byHours ? `case when r.unit = 'h' then (${lastStart}) + r.n * ${HOUR} end` : "cast(null as bigint)"} as limit_instant,
  case when ${start} is null then null
    when r.unit = 'bd' then greatest(0, coalesce(c.${business}, ${end.business(calendar)}) - s.${business})
    when r.unit = 'd' then greatest(0, coalesce(c.day_known, ${asOf.day}) - s.day)
    when ${dateOnly} or ${careDateOnly} then null
    else coalesce(${stamps.instant("f.care")}, ${asOf.instant}) - ${stamps.instant(start)} end as elapsed
from found f
join bound_rules b on b.class = f.class and b.rule in (${rules})
join rule_texts r on r.rule = b.rule
join days s on s.day = coalesce(${stamps.day(start)}, ${NO_DAY})
join (select *, nullif(day, ${NO_DAY}) as day_known from days) c on c.day = coalesce(${stamps.day("f.care")}, ${NO_DAY})
left join business_days_${calendar} d on d.n = s.${business} + r.n
where ${shows}`;
  return dueQuery(counted, byHours ? stamps.wallOf("limit_instant") : "limit_instant");
};

/**
 * Works out due days and moments from limits. A zone's every change between the first and the last day of a log stands in
 * each turn from wall time to instant and back: one inside the other would be as many as their product, and one date of
 * a century to come more than a database can plan. So each is a column of its own.
 */
const dueQuery = (counted: string, wallOfLimit: string): string => {
  const limitDay = `coalesce(limit_day, limit_wall // 86400)`;
  return `select seq, appointment_id, enrollee_id, resolution, linked_by, care_appointment_id, care, rule, verdict, reason, start,
  case when start is null then null when or_day > ${limitDay} then or_day when unit <> 'h' or of_day then ${limitDay} end as due_day,
  case when unit = 'h' and start is not null and not of_day and not coalesce(or_day > ${limitDay}, false) then limit_wall end as due_at,
  elapsed
from (select counted.*, ${wallOfLimit} as limit_wall from (
${counted}
) counted) limits`;
};

/** The nth business day of every calendar. */
export const businessDaysScript = ({ calendars, dialect }: Assessing): readonly string[] =>
  calendars.tables.map((_, i) =>
    dialect.createTable(
      `business_days_${i}`,
      `select business_${i} as n, min(day) as day from days where business_${i} is not null group by business_${i}`,
    ),
  );

/** All findings of a run, or of the questions that a family's rules ask, as numbers where they will be dates and times. */
export const findingsQuery = (assessing: Assessing, family: string | null = null): string =>
  assessing.questions
    .flatMap((question, place) =>
      family === null || question.rules.some(({ rule }) => rule.family === family)
        ? [questionFindings(assessing, question, place)]
        : [],
    )
    .join("\nunion all\n");
