import type { Place } from "../model/appointment.ts";
import { failure } from "../model/failure.ts";
import type { TimestampField } from "../model/fields.ts";
import type { Moment } from "../model/moment.ts";
import type { AmbiguousDate, DateOrder } from "./timestamp.ts";

/** One value of a field, and where it stands. */
export interface Seen {
  readonly text: string;
  readonly place: Place;
}

interface Waiting extends Seen {
  readonly either: AmbiguousDate;
  readonly settle: (moment: Moment) => void;
}

/**
 * Proves month-first or day-first from each field's own values, over the whole log: one 8/15/2022 settles the order,
 * and until it comes the ambiguous dates wait. Over the whole log, because splitting a log into files must not change
 * what its dates mean.
 */
export class DateOrders {
  readonly #proofs = new Map<TimestampField, Partial<Record<DateOrder, Seen>>>();
  readonly #waiting = new Map<TimestampField, Waiting[]>();
  readonly #elsewhere = new Map<TimestampField, DateOrder>();

  /** Returns the order that a field's values have proven so far. */
  known(field: TimestampField): DateOrder | undefined {
    const proofs = this.#proofs.get(field);
    return proofs?.mdy !== undefined ? "mdy" : proofs?.dmy !== undefined ? "dmy" : this.#elsewhere.get(field);
  }

  /** Takes an order for proven by dates that were read elsewhere. */
  provenElsewhere(field: TimestampField, order: DateOrder): void {
    this.#elsewhere.set(field, order);
  }

  prove(field: TimestampField, order: DateOrder, text: string, place: Place): void {
    const proofs = this.#proofs.get(field) ?? {};
    proofs[order] ??= { text, place };
    this.#proofs.set(field, proofs);
  }

  /** Keeps an ambiguous date until its field's order is known. */
  wait(field: TimestampField, waiting: Waiting): void {
    const list = this.#waiting.get(field);
    if (list === undefined) this.#waiting.set(field, [waiting]);
    else list.push(waiting);
  }

  /** Tells what a field's values have shown so far: one that proves each order, and the first that still waits. */
  shown(field: TimestampField): { readonly mdy?: Seen; readonly dmy?: Seen; readonly waiting?: Seen } {
    const [waiting] = this.#waiting.get(field) ?? [];
    return { ...this.#proofs.get(field), ...(waiting === undefined ? {} : { waiting }) };
  }

  /**
   * Settles all that waited.
   * @throws Failure `date-order-conflict` where a field's values prove both orders, `date-order-unknown` where none does.
   */
  settle(where: (place: Place) => { readonly path: string; readonly line: number }): void {
    const at = (seen: Seen): string => {
      const { path, line } = where(seen.place);
      return `${path}:${line}`;
    };
    for (const [field, { mdy, dmy }] of this.#proofs)
      if (mdy !== undefined && dmy !== undefined)
        throw failure("date-order-conflict", {
          column: field,
          mdy: mdy.text,
          mdyAt: at(mdy),
          dmy: dmy.text,
          dmyAt: at(dmy),
        });
    for (const [field, list] of this.#waiting) {
      const order = this.known(field);
      const first = list[0];
      if (order === undefined && first !== undefined)
        throw failure("date-order-unknown", { ...where(first.place), column: field, text: first.text });
      if (order !== undefined) for (const { either, settle } of list) settle(either[order]);
    }
  }
}
