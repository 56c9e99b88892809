import type { TimestampField } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";

interface Waiting {
  readonly day: number;
  readonly settle: (day: number) => void;
}

/**
 * Finds columns whose every value is midnight `Z`: they hold dates that a program wrote as instants. Read otherwise,
 * every date would slip a day west of Greenwich. Proven over the whole log, so that splitting it changes nothing.
 */
export class UtcMidnights {
  /** By field; null where some value is none of them. */
  readonly #midnights = new Map<TimestampField, { readonly waiting: Waiting[]; elsewhere: number } | null>();

  /** Takes one value of a field; `day` is the date as written where the value is midnight Z. */
  take(field: TimestampField, day: number | undefined, settle: (day: number) => void): void {
    if (day === undefined) this.#midnights.set(field, null);
    else this.#of(field)?.waiting.push({ day, settle });
  }

  /** Says that a value of a field is no midnight Z. */
  hasOthers(field: TimestampField): boolean {
    return this.#midnights.get(field) === null;
  }

  /** Takes values of a field for midnights Z that were read elsewhere, as dates. */
  readElsewhere(field: TimestampField, count: number): void {
    const own = this.#of(field);
    if (own !== null) own.elsewhere += count;
  }

  /** Says that such values were. */
  isReadElsewhere(field: TimestampField): boolean {
    return (this.#midnights.get(field)?.elsewhere ?? 0) > 0;
  }

  /** Turns the columns that hold nothing else into dates; returns how many values of each. */
  settle(): ReadonlyMap<TimestampField, number> {
    const turned = new Map<TimestampField, number>();
    for (const [field, own] of this.#midnights) {
      if (own === null) continue;
      for (const { day, settle } of own.waiting) settle(day);
      turned.set(field, own.waiting.length + own.elsewhere);
    }
    return turned;
  }

  #of(field: TimestampField): { readonly waiting: Waiting[]; elsewhere: number } | null {
    const known = this.#midnights.get(field);
    if (known !== undefined) return known;
    const made = { waiting: [], elsewhere: 0 };
    this.#midnights.set(field, made);
    return made;
  }
}

/** Gives a moment that is being read another value. */
export const overwrite = (moment: Moment, value: Moment): void => void Object.assign(moment, value);
