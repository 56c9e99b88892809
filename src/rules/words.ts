import { FIELDS, isFieldName } from "../model/fields.ts";
import {
  type Clock,
  type Condition,
  type ConditionField,
  type DerivedField,
  headerOf,
  isDerivedField,
  type Limit,
  type LimitUnit,
  type Requirement,
} from "../model/rule.ts";

const UNITS: Readonly<Record<LimitUnit, string>> = { bd: "business day", d: "calendar day", h: "hour" };

/** Writes a limit as packs do: "10 business days". */
export const limitWords = ({ n, unit }: Limit): string => `${n} ${UNITS[unit]}${n === 1 ? "" : "s"}`;

const ordinal = (n: number): string => {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th")}`;
};

const listed = (words: readonly string[], last: "and" | "or"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;

const DERIVED: Readonly<Record<DerivedField, string>> = {
  care_class: "class of care, from service",
  cancellation_day: "day of the cancellation, against the day it was to be",
};

/** Says what a field of a condition is: its name, and its meaning. */
export const fieldWords = (field: ConditionField): string => {
  const header = headerOf(field);
  if (header !== null) return `column "${header}"`;
  return isFieldName(field)
    ? `${field} (${FIELDS[field].meaning})`
    : isDerivedField(field)
      ? `${field} (${DERIVED[field]})`
      : field;
};

/** How a condition names its fields. */
type Naming = (field: ConditionField) => string;

const part = (condition: Condition, naming: Naming): string => {
  switch (condition.kind) {
    case "is":
      return `${naming(condition.field)} is ${listed(condition.values.map(String), "or")}`;
    case "not":
      return condition.of.kind === "is"
        ? `${naming(condition.of.field)} is not ${listed(condition.of.values.map(String), "or")}`
        : `it is not so that ${part(condition.of, naming)}`;
    case "any":
      return `either ${condition.of.map((one) => part(one, naming)).join("; or ")}`;
    case "all":
      return condition.of.map((one) => part(one, naming)).join(", and ");
  }
};

/** Says whom a rule binds, a condition each; all of them must hold. */
export const conditionWords = (condition: Condition): readonly string[] =>
  condition.kind === "all" ? condition.of.flatMap(conditionWords) : [part(condition, fieldWords)];

/** Names a field of a condition, a column by its header. */
const shortName: Naming = (field) => {
  const header = headerOf(field);
  return header === null ? field : `column "${header}"`;
};

/** Says a condition in one line, its fields by their names alone. */
export const shortCondition = (condition: Condition): string => part(condition, shortName);

/** Says from what a clock counts. */
export const startWords = ({ starts }: Clock): string =>
  starts.length === 1
    ? starts.join("")
    : `the ${starts.length === 2 ? "earlier" : "earliest"} of ${listed(starts, "and")}`;

/** Says how a clock is read, in plain English. */
export const clockWords = (clock: Clock): readonly string[] => {
  const { within, orBy, postponement } = clock;
  const start = startWords(clock);
  const last =
    within.unit === "h"
      ? `no later than ${limitWords(within)} after ${start}`
      : `no later than the ${ordinal(within.n)} ${UNITS[within.unit]} after ${start}, whose own day is not counted`;
  return [
    `Met: care is ${last}${orBy === null ? "" : `; or by the day of ${orBy}`}.`,
    "Missed: care is later, and the limit has passed. Overdue: no care, and the limit has passed.",
    "Care is the earliest start offered that came to something.",
    ...(postponement === null
      ? []
      : [`Care within ${limitWords(postponement)} of ${start} is a postponement, to which the rule does not apply.`]),
  ];
};

/** Says what a rule without a clock asks for, in plain English. */
export const requirementWords = ({ resolution, field, accepts }: Requirement): readonly string[] => [
  `Asked of cancellations that came to be ${resolution}.`,
  `Met: the ${field} of what took their place is the same, or accepted for it. Missed: it is another.`,
  ...Object.entries(accepts).map(([lost, got]) => `Accepted for ${lost}: ${listed(got, "or")}.`),
];
