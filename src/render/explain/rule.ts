import type { Explanation } from "../../model/explain.ts";
import type { Change, ExplainedRule, ValueSource } from "../../model/explainRule.ts";
import { BASES, GRADES } from "../text/citations.ts";
import { weekdayAnd } from "../text/dates.ts";
import { calendarKey, calendarLines } from "./calendar.ts";
import { nameOf } from "./name.ts";
import { drawing, list, type Part, pairs, paragraph, title } from "./parts.ts";
import { verdictSentence, wholeDay } from "./verdict.ts";

const FROM: Readonly<Record<ValueSource, string>> = {
  record: "as the record says",
  derived: "derived",
  log: "from the log's other appointments",
  option: "assumed by --assume; the record does not say",
  pack: "assumed by the pack; the record does not say",
  unknown: "not known",
};

/** What a value that is derived from the record follows from. */
const FOLLOWS: Readonly<Record<string, string>> = {
  care_class: "from the service",
  provider_kind: "derived from the service; the record does not say",
  follow_up: "since prior_kept_at is known",
  cancellation_day: "from canceled_at",
  status: "since canceled_at is known",
};

const fromWords = (field: string, from: ValueSource): string =>
  (from === "derived" ? FOLLOWS[field] : undefined) ?? FROM[from];

type Condition = ExplainedRule["conditions"][number];

/** Names the values that a condition was read over, each with whence it is known. */
export const valuesWords = ({ has }: Pick<Condition, "has">): string =>
  has
    .map(({ field, value, from }) => {
      const name = has.length === 1 ? "" : `${nameOf(field)} `;
      return value === null ? `${name}not known` : `${name}${value} (${fromWords(field, from)})`;
    })
    .join(", ");

const HOLDS = { true: "yes", false: "no", unknown: "open" } as const;
const holdsWord = (holds: Condition["holds"]): string => HOLDS[String(holds) as keyof typeof HOLDS];

const startWords = ({ clock }: ExplainedRule): readonly (readonly [string, string])[] =>
  clock === null
    ? []
    : [
        [
          "counts from",
          clock.starts
            .map(({ field, at, from }) => {
              const told = at === null ? "not known" : weekdayAnd(at);
              return `${field}: ${told}${from === "log" ? ` (${FROM.log})` : ""}`;
            })
            .join("; ") + (clock.starts.length > 1 ? " (the earlier of these)" : ""),
        ],
        [
          "limit",
          `${clock.limit.text}${clock.orBy === null ? "" : `; or by the day of ${clock.orBy.field}, ${clock.orBy.at === null ? "not known" : when(clock.orBy.at.slice(0, DATE))}`}`,
        ],
      ];

const DATE = "2022-08-15".length;

/** Says until when care is in time too, where that is later than the due date. */
const laterToo = (rule: ExplainedRule): string => {
  const { due_at, clock } = rule;
  const day = wholeDay(rule);
  if (day !== null) return `; care at any time of ${weekdayAnd(day)}, the day of ${clock?.orBy?.field}, is in time too`;
  return due_at !== null && clock?.lastDay != null && clock.lastDay > due_at
    ? `; until ${weekdayAnd(clock.lastDay)} no further day counts, so care by then is in time too`
    : "";
};

const dueWords = (rule: ExplainedRule): readonly (readonly [string, string])[] =>
  rule.due_at === null || rule.verdict === "not-applicable"
    ? []
    : [["due", `${weekdayAnd(rule.due_at)}${laterToo(rule)}`]];

const HOUR = 3600;

const clocksWords = ({ clock }: ExplainedRule): string | null => {
  const changed = clock?.clocksChanged ?? 0;
  if (changed === 0) return null;
  return `In between the clocks were put ${changed > 0 ? "forward" : "back"} by ${Math.abs(changed) / HOUR} h; what counts is the time that passed, not what the clock on the wall shows.`;
};

/** Gives what a standard says: its own words only where they were read in the source. */
const standardPairs = ({ citation, basis }: ExplainedRule): readonly (readonly [string, string])[] => {
  const { law, text, grade, confidence } = citation;
  return [
    ["standard", law],
    grade === "V" ? ["its words", text] : ["in short", text.replace(QUOTES, "")],
    ["rests on", `basis ${basis}, grade ${grade}${confidence === "" ? "" : ` (${confidence})`}`],
  ];
};

const QUOTES = /["\u201c\u201d]/g;

/** Says once what the bases and grades of some rules mean. */
export const basesAndGrades = (rules: readonly ExplainedRule[]): readonly string[] => {
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  const grades = [...new Set(rules.map(({ citation }) => citation.grade))].sort();
  return [
    ...bases.map((basis) => `Basis ${basis}: ${BASES[basis]}`),
    ...(grades.length === 0 ? [] : [`Grades: ${grades.map((one) => `${one}, ${GRADES[one]}`).join("; ")}.`]),
  ];
};

const reliedWords = ({ relied }: ExplainedRule): string =>
  relied.map(({ field, value, from }) => `${field} = ${weekdayAnd(value)} (${ASSUMED[from]})`).join("; ");

const ASSUMED: Readonly<Record<ValueSource, string>> = {
  ...FROM,
  derived: "derived",
  option: "--assume",
  pack: "the pack",
};

const CHANGES: Readonly<Record<Change["kind"], (change: Change, rule: ExplainedRule) => string>> = {
  "care-by": ({ at, verdict }, rule) =>
    rule.verdict === "undetermined"
      ? `If the log told of care on or before ${when(at)}: ${verdict}.`
      : rule.verdict === "pending"
        ? `Care on or before ${when(at)} is still in time: ${verdict}.`
        : `Care on or before ${when(at)} would have met it.`,
  "care-after": ({ at, verdict }, rule) =>
    rule.verdict === "undetermined"
      ? `If it told of care after that: ${verdict}.`
      : `Care after ${when(at)} would not have met it: ${verdict}.`,
  "no-care": ({ verdict }) => `If it told that there was none: ${verdict}.`,
  "note-by": ({ at }, { verdict }) =>
    `A clinician's note in the record that a longer wait does no harm, dated no later than ${when(at)}, would ` +
    `${verdict === "pending" ? "exempt it" : "have exempted it"}.`,
  "start-known": ({ fields }) => `With ${fields.join(" and ")} in the record it could be decided.`,
};

const when = (at: string | null): string => (at === null ? "" : weekdayAnd(at));

/** Tells one rule that binds, or may bind, in full. */
export const ruleParts = (rule: ExplainedRule, asOf: Explanation["asOf"]): readonly Part[] => [
  title(3, `${rule.verdict.toUpperCase()}  ${rule.id}`),
  ...paragraph(`${rule.title}.`),
  ...paragraph(verdictSentence(rule, asOf)),
  ...paragraph(rule.applies === true ? "It applies, since each of these holds:" : "Whether it applies is open:"),
  ...list(
    rule.conditions.map(
      (condition) => `${holdsWord(condition.holds)}: ${condition.asks}; here ${valuesWords(condition)}.`,
    ),
  ),
  ...paragraph(rule.applies === "unknown" && rule.due_at !== null ? "If it applies, this is its clock:" : null),
  ...pairs([...startWords(rule), ...dueWords(rule)]),
  ...drawing(calendarLines(rule)),
  ...paragraph(rule.clock === null || rule.clock.weeks.length === 0 ? null : calendarKey(rule.clock)),
  ...list(
    (rule.clock?.holidays ?? []).map(
      ({ date, name, law, extrapolated }) =>
        `H ${weekdayAnd(date)}: ${name} (${law}${extrapolated ? "; worked out from the rule, no published list at hand" : ""})`,
    ),
  ),
  ...paragraph(clocksWords(rule)),
  ...pairs([...standardPairs(rule), ...(rule.relied.length === 0 ? [] : [["leans on", reliedWords(rule)] as const])]),
  ...(rule.changes.length === 0 ? [] : paragraph("What would change it:")),
  ...list(rule.changes.map((change) => CHANGES[change.kind](change, rule))),
];

/** Says why a rule does not apply. */
export const whyNot = (rule: ExplainedRule, resolution: string): string => {
  const failing = rule.conditions.filter(({ holds }) => holds === false);
  const [first] = failing;
  if (first !== undefined) return `not so: ${first.asks}; here ${valuesWords(first)}`;
  if (rule.requires !== null && rule.requires.resolution !== resolution)
    return `asked only of what came to be ${rule.requires.resolution}; this one: ${resolution}`;
  if (rule.inForce === false) {
    const { from, to } = rule.effective;
    return `not in force that day: ${from === null ? "" : `from ${from}`}${to === null ? "" : ` to ${to}`}; here the day is ${rule.clock?.starts.flatMap(({ at }) => at ?? []).sort()[0] ?? "that of the appointment"}`;
  }
  if (rule.clock?.postponement != null)
    return `care within ${rule.clock.postponement} of the start is a postponement, to which it does not apply`;
  return "does not apply";
};
