import type { Zone } from "../calendar/zone.ts";
import type { TimestampField } from "../model/fields.ts";
import type { InspectedDates } from "../model/inspect.ts";
import type { DateOrders, Seen } from "./dateOrder.ts";
import { type DateOrder, readTimestamp } from "./timestamp.ts";

const SHAPES_SHOWN = 4;
const SHAPES_COUNTED = 50;

const CLOCK = /\d{1,2}:\d{2}(:\d{2})?(\.\d+)?/;
const DATE_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^\d{5}(\.\d+)?$/, "spreadsheet serial"],
  [/^\d{14}$/, "YYYYMMDDHHMMSS"],
  [/^\d{12}$/, "YYYYMMDDHHMM"],
  [/^\d{4}-\d{2}-\d{2}/, "YYYY-MM-DD"],
  [/^\d{8}/, "YYYYMMDD"],
  [/^\d{4}([/.])\d{1,2}\1\d{1,2}/, "YYYY$1M$1D"],
  [/^\d{1,2}([/.-])\d{1,2}\1\d{4}/, "#$1#$1YYYY"],
  [/^\d{1,2}\/\d{1,2}\/\d{2}/, "#/#/YY"],
  [/^\d{1,2}([- ])[A-Za-z]{3,9}\.?[- ]\d{4}/, "D$1Mon$1YYYY"],
  [/^\d{1,2}([- ])[A-Za-z]{3,9}\.?[- ]\d{2}/, "D$1Mon$1YY"],
  [/^[A-Za-z]{3,9}\.? \d{1,2},? \d{4}/, "Mon D, YYYY"],
];

/** Names the shape of a date that could be read: `#/#/YYYY HH:MM AM`, `YYYY-MM-DDTHH:MM:SSZ`. */
export const dateShape = (text: string): string => {
  const shape = text
    .replace(CLOCK, (_, seconds, fraction) => `HH:MM${seconds ? ":SS" : ""}${fraction ? ".fff" : ""}`)
    .replace(/ ?[AaPp]\.?[Mm]\.?$/, " AM")
    .replace(/(HH:MM\S*?)[+-]\d{2}:?\d{2}$/, "$1±HH:MM");
  const found = DATE_SHAPES.find(([form]) => form.test(shape));
  return found === undefined ? shape : shape.replace(...found);
};

/** What the whole log proves of one field's dates. */
interface LogProofs {
  readonly orders: DateOrders;
  readonly utcMidnights: boolean;
  readonly pathOf: (source: number) => string;
}

/** The dates of one field, counted as they pass by. */
export class DateCount {
  readonly #shapes = new Map<string, { count: number; readonly example: string }>();
  readonly sentinels = new Map<string, number>();
  #filled = 0;
  #unreadable = 0;
  #eitherWay = false;

  constructor(
    readonly zone: Zone,
    readonly asked: DateOrder | undefined,
  ) {}

  take(text: string): void {
    this.#filled++;
    const reading = readTimestamp(text, this.zone, this.asked);
    if (reading.kind === "unreadable") this.#unreadable++;
    else if (reading.kind === "sentinel") {
      if (this.sentinels.size < SHAPES_COUNTED || this.sentinels.has(text))
        this.sentinels.set(text, (this.sentinels.get(text) ?? 0) + 1);
    } else this.#shape(text);
  }

  #shape(text: string): void {
    const shape = dateShape(text);
    if (shape.startsWith("#")) this.#eitherWay = true;
    const known = this.#shapes.get(shape);
    if (known !== undefined) known.count++;
    else if (this.#shapes.size < SHAPES_COUNTED) this.#shapes.set(shape, { count: 1, example: text });
  }

  /** Tells of the field what was seen here, and what the whole log proves of its order. */
  tell(field: TimestampField, columns: readonly string[], { orders, utcMidnights, pathOf }: LogProofs): InspectedDates {
    const { mdy, dmy, waiting } = orders.shown(field);
    const at = ({ text, place }: Seen) => ({ text, path: pathOf(place.source), line: place.line });
    const proof = (order: DateOrder, seen: Seen | undefined): InspectedDates["proofs"] =>
      seen === undefined ? [] : [{ order, ...at(seen) }];
    const order = this.#order(mdy, dmy, waiting);
    const is = order === "asked" ? this.asked : order === "proven" ? (mdy === undefined ? "dmy" : "mdy") : undefined;
    const shapes = [...this.#shapes].map(([shape, { count, example }]) => ({ shape, count, example }));
    return {
      field,
      columns: [...columns],
      filled: this.#filled,
      shapes: shapes.toSorted((a, b) => b.count - a.count).slice(0, SHAPES_SHOWN),
      unreadable: this.#unreadable,
      order,
      is: is ?? null,
      proofs: [...proof("mdy", mdy), ...proof("dmy", dmy)],
      open: order === "open" && waiting !== undefined ? at(waiting) : null,
      utcMidnights,
    };
  }

  #order(mdy: Seen | undefined, dmy: Seen | undefined, waiting: Seen | undefined): InspectedDates["order"] {
    if (!this.#eitherWay) return "one-way";
    if (this.asked !== undefined) return "asked";
    if (mdy !== undefined && dmy !== undefined) return "conflict";
    if (mdy !== undefined || dmy !== undefined) return "proven";
    return waiting === undefined ? "one-way" : "open";
  }
}
