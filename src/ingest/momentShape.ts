/** In what order a date names its parts; `dby` names the month by the first three letters of its name. */
type PartOrder = "ymd" | "mdy" | "dmy" | "dby";

export interface DateShape {
  readonly order: PartOrder;
  readonly separator: "-" | "/" | "." | " ";
  /** Of the year. */
  readonly digits: 2 | 4;
}

export interface TimeShape {
  readonly hours: 12 | 24;
  /** Hours have two digits, whatever they are. */
  readonly strict: boolean;
  readonly seconds: "always" | "never" | "either";
  /** Seconds may have a fraction, which counts for nothing. */
  readonly fraction: boolean;
  /** What stands before AM and PM; null where there is neither. */
  readonly half: "" | " " | null;
  /** What may stand between the date and it. */
  readonly behind: " " | " T";
  /**
   * Whether it says how far from UTC it is, as `Z` or `-07:00` does; `midnight` where all that ever stands there is
   * midnight at UTC, by which a program has written dates.
   */
  readonly offset: "none" | "always" | "midnight";
}

/** How the cells of a column write moments, or those of two columns: a date, and a time of day where there is one. */
export interface MomentShape {
  readonly date: DateShape;
  readonly time: TimeShape | null;
}

const CANONICAL_TIME: TimeShape = {
  hours: 24,
  strict: true,
  seconds: "either",
  fraction: true,
  half: null,
  behind: " T",
  offset: "none",
};

/** The canonical form, to the day, the minute, the second or a fraction of it, without an offset. */
export const CANONICAL: MomentShape = { date: { order: "ymd", separator: "-", digits: 4 }, time: CANONICAL_TIME };

/** The canonical form with an offset behind every time of day. */
const WITH_OFFSET: MomentShape = {
  date: CANONICAL.date,
  time: { ...CANONICAL_TIME, seconds: "always", offset: "always" },
};
const WITH_OFFSET_TO_THE_MINUTE: MomentShape = {
  date: CANONICAL.date,
  time: { ...CANONICAL_TIME, seconds: "never", fraction: false, offset: "always" },
};
const DATES_AT_UTC: MomentShape = { date: CANONICAL.date, time: { ...CANONICAL_TIME, offset: "midnight" } };

/** What a run takes a date for whose first two numbers may each be the month, until it is proven wrong. */
export type SlashedOrder = "mdy" | "dmy";

const DATE = String.raw`(?:(?<first>\d{4})(?<between>[-/.])\d{1,2}\k<between>\d{1,2}|(?<one>\d{1,2})(?<beside>[-/.])(?<two>\d{1,2})\k<beside>(?<last>\d{4}|(?<=/)\d{2})|\d{1,2}(?<around>[- ])[A-Za-z]{3}\k<around>(?<named>\d{4}|\d{2}))`;
const TIME = String.raw`\d{1,2}:\d{2}(?<seconds>:\d{2})?(?:(?<half> ?)[AaPp][Mm])?`;
const SHAPED = new RegExp(`^${DATE}(?: (?<time>${TIME}))?$`);
const IS_CANONICAL =
  /^\d{4}-\d{2}-\d{2}(?:[ T](?<clock>\d{2}:\d{2}(?<seconds>:\d{2}(?:\.\d+)?)?)(?<offset>Z|[+-]\d{2}:?\d{2})?)?$/;
const IS_MIDNIGHT = /^00:00(?::00(?:\.\d+)?)?$/;
const IS_UTC = /^(?:Z|[+-]00:?00)$/;

/** A shape as cells show it: which of two numbers is the month is not theirs to say. */
interface Shown {
  readonly date: Omit<DateShape, "order"> & { readonly order: PartOrder | "slashed" };
  readonly time: TimeShape | null;
}

const separatorOf = (text: string | undefined): DateShape["separator"] => (text ?? "-") as DateShape["separator"];
const digitsOf = (year: string | undefined): DateShape["digits"] => (year?.length === 2 ? 2 : 4);

const shownBy = (groups: Readonly<Record<string, string | undefined>>): Shown => {
  const { first, between, one, beside, last, around, named, time, seconds, half } = groups;
  const date: Shown["date"] =
    first !== undefined
      ? { order: "ymd", separator: separatorOf(between), digits: 4 }
      : one !== undefined
        ? { order: "slashed", separator: separatorOf(beside), digits: digitsOf(last) }
        : { order: "dby", separator: separatorOf(around), digits: digitsOf(named) };
  if (time === undefined) return { date, time: null };
  const isTwelve = half !== undefined;
  return {
    date,
    time: {
      hours: isTwelve ? 12 : 24,
      // Behind a canonical date, only a clock of twelve hours may leave the zero out.
      strict: date.order === "ymd" && date.separator === "-" && !isTwelve,
      seconds: seconds === undefined ? "never" : "always",
      fraction: false,
      half: isTwelve ? (half as "" | " ") : null,
      behind: " ",
      offset: "none",
    },
  };
};

/** Counts what the cells of a column look like, or those of the two columns of a field. */
export class ShapeCount {
  /** Numbers that only one order can read. */
  readonly proofs: Record<SlashedOrder, number> = { mdy: 0, dmy: 0 };
  /** Midnights at UTC, and all else. */
  readonly instants = { midnights: 0, others: 0 };
  /** Canonical ones by what stands behind the date. */
  readonly #canonical = { nothing: 0, time: 0, minutes: 0, seconds: 0 };
  readonly #dates = new Map<string, number>();
  readonly #times = new Map<string, number>();

  take(text: string): void {
    const canonical = IS_CANONICAL.exec(text)?.groups;
    if (canonical !== undefined) {
      this.#takeCanonical(canonical);
      return;
    }
    const groups = SHAPED.exec(text)?.groups;
    if (groups === undefined) return;
    this.instants.others++;
    const { date, time } = shownBy(groups);
    const add = (counts: Map<string, number>, key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
    const key = JSON.stringify(date);
    add(this.#dates, key);
    if (time !== null) add(this.#times, JSON.stringify([key, time]));
    if (date.order === "slashed" && Number(groups.two) > 12) this.proofs.mdy++;
    if (date.order === "slashed" && Number(groups.one) > 12) this.proofs.dmy++;
  }

  #takeCanonical({ clock, seconds, offset }: Readonly<Record<string, string | undefined>>): void {
    if (clock === undefined) this.#canonical.nothing++;
    else if (offset === undefined) this.#canonical.time++;
    else if (seconds === undefined) this.#canonical.minutes++;
    else this.#canonical.seconds++;
    const isMidnight = offset !== undefined && IS_UTC.test(offset) && IS_MIDNIGHT.test(clock ?? "");
    if (isMidnight) this.instants.midnights++;
    else this.instants.others++;
  }

  /** Adds what another source shows of the same column. */
  add(other: ShapeCount): void {
    for (const kind of ["nothing", "time", "minutes", "seconds"] as const)
      this.#canonical[kind] += other.#canonical[kind];
    for (const kind of ["midnights", "others"] as const) this.instants[kind] += other.instants[kind];
    for (const order of ["mdy", "dmy"] as const) this.proofs[order] += other.proofs[order];
    for (const [mine, theirs] of [
      [this.#dates, other.#dates],
      [this.#times, other.#times],
    ] as const)
      for (const [key, n] of theirs) mine.set(key, (mine.get(key) ?? 0) + n);
  }

  /** The shape that most cells have; `datesAtUtc` says that no cell of the field has anything but midnights at UTC. */
  shape(order: SlashedOrder, datesAtUtc = false): MomentShape {
    const { nothing, time: bare, minutes, seconds } = this.#canonical;
    const [date, n = 0] = mostOf(this.#dates);
    if (date === undefined || n < nothing + bare + minutes + seconds) return this.#canonicalShape(datesAtUtc);
    const own = [...this.#times].filter(([key]) => (JSON.parse(key) as [string, TimeShape])[0] === date);
    const [time] = mostOf(new Map(own));
    const shown = JSON.parse(date) as Shown["date"];
    return {
      date: { ...shown, order: shown.order === "slashed" ? order : shown.order },
      time: time === undefined ? null : (JSON.parse(time) as [string, TimeShape])[1],
    };
  }

  #canonicalShape(datesAtUtc: boolean): MomentShape {
    const { time: bare, minutes, seconds } = this.#canonical;
    if (datesAtUtc && this.instants.midnights > 0) return DATES_AT_UTC;
    if (bare >= minutes + seconds) return CANONICAL;
    return seconds >= minutes ? WITH_OFFSET : WITH_OFFSET_TO_THE_MINUTE;
  }
}

/** The key that was counted most often, of equals the first, with its count. */
const mostOf = (counts: ReadonlyMap<string, number>): readonly [string?, number?] =>
  [...counts].reduce<readonly [string?, number?]>((best, one) => (one[1] > (best[1] ?? 0) ? one : best), []);
