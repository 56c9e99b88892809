import type { ClockWeek, ExplainedClock, ExplainedRule } from "../../model/explainRule.ts";
import { counted } from "../text/numbers.ts";

const HEAD = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const LABEL = 12;
const CELL = 7;

type Day = ClockWeek["days"][number];
type Marks = { readonly due: string | null; readonly stop: string | null };

const PLAIN: Readonly<Record<Exclude<Day["kind"], "counts">, string>> = {
  before: "",
  after: "",
  start: "0",
  weekend: "-",
  holiday: "H",
};

/** Writes one day: its number or sign, in brackets where the limit runs out, between stars where the count stops. */
const cell = ({ date, kind, n }: Day, { due, stop }: Marks): string => {
  const sign = kind === "counts" ? String(n ?? "") : PLAIN[kind];
  const stopped = date === stop ? `*${sign}*` : sign;
  return date === due ? `[${stopped}]` : stopped;
};

const lineOf = (week: ClockWeek, marks: Marks): string => {
  const label = week.monday.padEnd(LABEL);
  if (week.days.length > 0)
    return `${label}${week.days.map((day) => cell(day, marks).padStart(CELL)).join("")}`.trimEnd();
  const days = week.counted === null ? "no day counts" : `days ${week.counted.first} to ${week.counted.last}`;
  return `${label}    ... ${counted(week.weeks, "week")}: ${days}`;
};

/** Draws a clock's days as a calendar, a week to a line, each day counted with its number. */
export const calendarLines = ({ due_at, clock }: Pick<ExplainedRule, "due_at" | "clock">): readonly string[] => {
  if (clock === null || clock.weeks.length === 0) return [];
  const marks = { due: dateOf(due_at), stop: dateOf(clock.stops?.at ?? null) };
  return [
    `${"Week of".padEnd(LABEL)}${HEAD.map((day) => day.padStart(CELL)).join("")}`,
    ...clock.weeks.map((week) => lineOf(week, marks)),
  ];
};

/** Says what the signs of the calendar mean, those that stand in it. */
export const calendarKey = ({ weeks, stops, limit }: ExplainedClock): string => {
  const kinds = new Set(weeks.flatMap(({ days }) => days.map(({ kind }) => kind)));
  const parts = [
    "0 the day it counts from, itself not counted",
    ...(kinds.has("weekend") ? ["- weekend"] : []),
    ...(kinds.has("holiday") ? ["H holiday"] : []),
    `[ ] the last day of ${limit.text}`,
    ...(stops === null ? [] : [`* * ${stops.by === "care" ? "care" : "as-of, without care"}`]),
  ];
  return `${parts.join("; ")}.`;
};

const dateOf = (iso: string | null): string | null => iso?.slice(0, "2022-08-15".length) ?? null;
