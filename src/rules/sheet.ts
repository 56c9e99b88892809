import type { HolidayCalendar } from "../calendar/calendars.ts";
import { civilOf, isoDate, parseIsoDate, weekdayOf } from "../calendar/civil.ts";
import { buildDayTable, type DayTable, nthBusinessDayAfter } from "../calendar/dayTable.ts";
import { SERVICE } from "../model/codes.ts";
import { FIELDS, isFieldName, LINK_FIELDS } from "../model/fields.ts";
import { ASSUMABLE, headerOf, type Pack, type Rule } from "../model/rule.ts";
import type { PackListing, PackSheet, RuleListing, SheetNeed } from "../model/ruleSheet.ts";
import { fieldsOf, sourceOf } from "./condition.ts";
import { clockWords, conditionWords, limitWords, requirementWords } from "./words.ts";

const meaningOf = (field: string): string => (isFieldName(field) ? FIELDS[field].meaning : "a column of the export");

const assumedOf = ({ assume }: Pack, field: string): string | null => {
  const assumable = ASSUMABLE.find((one) => one === field);
  const value = assumable === undefined ? undefined : assume[assumable];
  return value === undefined ? null : String(value);
};

/** What a field follows from where it is unknown, before anything is assumed of it. */
const FOLLOWS: ReadonlyMap<string, string> = new Map([
  ["provider_kind", "; where unknown, it follows from the service of mental health care"],
  ["rescheduled_service", "; where the replacement is given on the canceled row"],
  ["follow_up", "; where unknown, it is true if prior_kept_at is known"],
]);

/** Lists the columns that a rule reads, in the order in which it asks for them. */
const needsOf = (rule: Rule, pack: Pack): readonly SheetNeed[] => {
  const { clock, requires } = rule;
  const conditions = fieldsOf(rule.applies).map(sourceOf);
  const dates = clock === null ? [] : [...clock.starts, ...(clock.orBy === null ? [] : [clock.orBy])];
  const fields = [
    ...new Set([
      ...conditions,
      ...dates,
      ...(requires === null ? [] : [requires.field, "rescheduled_service" as const]),
    ]),
  ];
  return [
    ...fields.map((field) => ({
      fields: [headerOf(field) ?? field],
      meaning: `${meaningOf(field)}${FOLLOWS.get(field) ?? ""}`,
      assumed: assumedOf(pack, field),
    })),
    { fields: [...LINK_FIELDS], meaning: "what followed the cancellation", assumed: null },
  ];
};

/** A Friday before a holiday of the default calendar, so that an example shows one passed over. */
const FRIDAY = parseIsoDate("2022-08-26") ?? 0;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const dayWords = (day: number): string => `${WEEKDAYS[weekdayOf(day)]} ${isoDate(day)}`;

const startDay = ({ effective: { from, to } }: Rule): number => {
  if (from !== null && from > FRIDAY) return from;
  return to !== null && to < FRIDAY ? to : FRIDAY;
};

/** Counts a rule's limit out for one day. */
const exampleOf = (rule: Rule, { holidays }: HolidayCalendar, table: () => DayTable): readonly string[] => {
  const { clock, requires } = rule;
  if (requires !== null) {
    const [lost, got = []] = Object.entries(requires.accepts).find(([, accepted]) => accepted.length > 0) ?? [];
    const other = ["class", ...Object.keys(SERVICE)].find((service) => service !== lost && !got.includes(service));
    return lost === undefined || other === undefined
      ? []
      : [`${lost} made good by ${got[0]} is met; by ${other === "class" ? "a class" : other} it is missed.`];
  }
  if (clock === null) return [];
  const start = startDay(rule);
  const { n, unit } = clock.within;
  if (unit === "h") {
    const due = start + Math.floor((9 + n) / 24);
    const hour = String((9 + n) % 24).padStart(2, "0");
    return [`From ${dayWords(start)} at 09:00, ${limitWords(clock.within)} run to ${dayWords(due)} at ${hour}:00.`];
  }
  if (unit === "d")
    return [`From ${dayWords(start)}, day 0, ${limitWords(clock.within)} run to ${dayWords(start + n)}.`];
  const due = nthBusinessDayAfter(table(), start, n);
  const passed = holidays.filter(({ day }) => day > start && day <= due && weekdayOf(day) < 5);
  return [
    `From ${dayWords(start)}, day 0, ${limitWords(clock.within)} run to ${dayWords(due)}.`,
    ...passed.map(({ day, name, law }) => `${isoDate(day)} is no business day: ${name} (${law}).`),
    ...(civilOf(start).year === civilOf(due).year ? [] : ["The count runs over the end of a year."]),
  ];
};

const dateOf = (day: number | null): string | null => (day === null ? null : isoDate(day));

const ruleListing = (rule: Rule, pack: Pack): RuleListing => ({
  id: rule.id,
  family: rule.family,
  title: rule.title,
  basis: rule.basis,
  citation: rule.citation,
  effective: { from: dateOf(rule.effective.from), to: dateOf(rule.effective.to) },
  limit: rule.clock === null ? null : limitWords(rule.clock.within),
  starts: rule.clock === null ? null : rule.clock.starts,
  applies: conditionWords(rule.applies),
  formula: rule.clock === null ? requirementWords(rule.requires) : clockWords(rule.clock),
  needs: needsOf(rule, pack),
});

/** Writes a pack as a list of rules tells it; `calendar` is the one that its business days are counted by. */
export const packListing = (pack: Pack, calendar: Pick<HolidayCalendar, "id" | "title">): PackListing => ({
  id: pack.id,
  version: pack.version,
  sha256: pack.sha256,
  extends: pack.extends,
  title: pack.title,
  timezone: pack.timezone,
  calendar: { id: calendar.id, title: calendar.title },
  notes: pack.notes,
  assume: pack.assume,
  families: pack.families.map(({ id, title, asks }) => ({ id, title, asks })),
  rules: pack.rules.map((rule) => ruleListing(rule, pack)),
});

/** Writes a pack as people read it, each of its limits counted out for one day. */
export const packSheet = (pack: Pack, calendar: HolidayCalendar): PackSheet => {
  let built: DayTable | undefined;
  const table = (): DayTable => {
    built ??= buildDayTable(calendar);
    return built;
  };
  return {
    ...packListing(pack, calendar),
    rules: pack.rules.map((rule) => ({ ...ruleListing(rule, pack), example: exampleOf(rule, calendar, table) })),
  };
};
