import { createHash } from "node:crypto";
import { LIST_A, LIST_A_RULES, LIST_B_EXTRA, LIST_B_EXTRA_RULES, LISTED_YEARS } from "./california.ts";
import { isoDate, parseIsoDate } from "./civil.ts";
import { ENGLAND_LIST, ENGLAND_RULES, ENGLAND_YEARS } from "./englandAndWales.ts";
import { type Holiday, type HolidayRule, keptOn } from "./holidays.ts";

/** A list of holidays with a name of its own: a declared parameter of every report. */
export interface HolidayCalendar {
  readonly id: string;
  readonly title: string;
  /** By day, ascending. */
  readonly holidays: readonly Holiday[];
  /** SHA-256 over the lines `YYYY-MM-DD name` of all its holidays. */
  readonly sha256: string;
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/**
 * Expands rules to days. In listed years the compiled list decides which days are kept (Mar 31 and Jul 4 on a
 * weekend, say); elsewhere the rule alone does, and the day is marked extrapolated.
 */
const expand = (rules: readonly HolidayRule[], listed: Readonly<Record<number, string>>): Holiday[] => {
  const holidays: Holiday[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const kept = rules.flatMap((rule) => {
      const day = keptOn(rule, year);
      return day === null ? [] : [{ day, name: rule.name, law: rule.law }];
    });
    const dates = listed[year]?.split(" ");
    if (dates === undefined) {
      holidays.push(...kept.map((holiday) => ({ ...holiday, extrapolated: true })));
      continue;
    }
    for (const date of dates) {
      const day = parseIsoDate(`${year}-${date}`) ?? Number.NaN;
      const named = kept.find((holiday) => holiday.day === day);
      holidays.push({ day, name: named?.name ?? "Holiday", law: named?.law ?? "listed", extrapolated: false });
    }
  }
  return holidays;
};

/** Makes a calendar of its holidays: ordered, each day once, with its hash. */
export const makeCalendar = (id: string, title: string, holidays: readonly Holiday[]): HolidayCalendar => {
  const byDay = new Map(holidays.toReversed().map((holiday) => [holiday.day, holiday]));
  const ordered = [...byDay.values()].sort((a, b) => a.day - b.day);
  const lines = ordered.map(({ day, name }) => `${isoDate(day)} ${name}\n`).join("");
  return { id, title, holidays: ordered, sha256: createHash("sha256").update(lines).digest("hex") };
};

/** A calendar whose days and hash are worked out when they are first asked for: most commands ask for its name alone. */
class ShippedCalendar implements HolidayCalendar {
  readonly id: string;
  readonly title: string;
  readonly #list: () => readonly Holiday[];
  #made: HolidayCalendar | undefined;

  constructor(id: string, title: string, list: () => readonly Holiday[]) {
    this.id = id;
    this.title = title;
    this.#list = list;
  }

  get #whole(): HolidayCalendar {
    this.#made ??= makeCalendar(this.id, this.title, this.#list());
    return this.#made;
  }

  get holidays(): readonly Holiday[] {
    return this.#whole.holidays;
  }

  get sha256(): string {
    return this.#whole.sha256;
  }
}

const listA = () => expand(LIST_A_RULES, LIST_A);
const compiledFor = ({ first, last }: { readonly first: number; readonly last: number }) =>
  `compiled for ${first}–${last}, other years extrapolated`;
const years = compiledFor(LISTED_YEARS);

/** The shipped calendars. */
export const SHIPPED_CALENDARS: Readonly<Record<string, HolidayCalendar>> = Object.fromEntries(
  [
    new ShippedCalendar("ca-state-offices", `California state offices closed, Gov. Code § 19853 (${years})`, listA),
    new ShippedCalendar("ca-legal-holidays", `California legal holidays, Gov. Code §§ 6700, 19853 (${years})`, () => [
      ...listA(),
      ...expand(LIST_B_EXTRA_RULES, LIST_B_EXTRA),
    ]),
    new ShippedCalendar("england-and-wales", `Bank holidays in England and Wales (${compiledFor(ENGLAND_YEARS)})`, () =>
      expand(ENGLAND_RULES, ENGLAND_LIST),
    ),
  ].map((calendar) => [calendar.id, calendar]),
);

/** Shipped calendars of one jurisdiction, of which no authority says which one counts. */
const OTHER_READINGS: Readonly<Record<string, string>> = {
  "ca-state-offices": "ca-legal-holidays",
  "ca-legal-holidays": "ca-state-offices",
};

/** Returns the other shipped calendar of the same jurisdiction; null where there is none. */
export const otherReadingOf = (id: string): HolidayCalendar | null => {
  const other = Object.hasOwn(OTHER_READINGS, id) ? OTHER_READINGS[id] : undefined;
  return other === undefined ? null : (SHIPPED_CALENDARS[other] ?? null);
};
