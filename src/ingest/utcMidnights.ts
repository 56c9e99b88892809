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
  readonly #waiting = new Map<TimestampField, Waiting[] | null>();

  /** Takes one value of a field; `day` is the date as written where the value is midnight Z. */
  take(field: TimestampField, day: number | undefined, settle: (day: number) => void): void {
    const list = this.#waiting.get(field);
    if (list === null) return;
    if (day === undefined) this.#waiting.set(field, null);
    else if (list === undefined) this.#waiting.set(field, [{ day, settle }]);
    else list.push({ day, settle });
  }

  /** Turns the columns that hold nothing else into dates; returns how many values of each. */
  settle(): ReadonlyMap<TimestampField, number> {
    const turned = new Map<TimestampField, number>();
    for (const [field, list] of this.#waiting) {
      if (list === null || list.length === 0) continue;
      for (const { day, settle } of list) settle(day);
      turned.set(field, list.length);
    }
    return turned;
  }
}

/** Gives a moment that is being read another value. */
export const overwrite = (moment: Moment, value: Moment): void => void Object.assign(moment, value);
