import type { ColumnKind } from "../model/inspect.ts";
import { trimCell } from "./cell.ts";
import { readBoolean } from "./codeBook.ts";
import { isDateText, isNumberText, isTimeText } from "./dataRow.ts";
import { isNullWord } from "./unknownWords.ts";

/** Distinct values of a column that are told apart; beyond that many it holds "more than" them. */
export const DISTINCT_CAP = 1000;
/** Characters of a value by which it is told from another. */
const TOLD_BY = 80;

/** Letters, then three digits or more, maybe in groups: `MRN000123`, `2022-00417`, `A1-4471`. */
const ID = /^(?=.*\d{3})[A-Za-z0-9]+([-_/][A-Za-z0-9]+)*$/;
/** What one column holds, counted as its records pass by; values are kept to be counted, never to be shown. */
export class ColumnCount {
  filled = 0;
  capped = false;
  readonly #values = new Map<string, number>();

  take(cell: string): void {
    const text = trimCell(cell);
    if (text === "" || isNullWord(text)) return;
    this.filled++;
    const value = text.length > TOLD_BY ? text.slice(0, TOLD_BY) : text;
    const count = this.#values.get(value);
    if (count !== undefined) this.#values.set(value, count + 1);
    else if (this.#values.size < DISTINCT_CAP) this.#values.set(value, 1);
    else this.capped = true;
  }

  get distinct(): number {
    return this.#values.size;
  }

  /** The distinct values told apart, with their counts. */
  get values(): ReadonlyMap<string, number> {
    return this.#values;
  }

  /** Share of the records told apart whose value is of a certain make. */
  share(is: (value: string) => boolean): number {
    let fitting = 0;
    let all = 0;
    for (const [value, count] of this.#values) {
      all += count;
      if (is(value)) fitting += count;
    }
    return all === 0 ? 0 : fitting / all;
  }

  /** Says what the values look like, the narrower kind first. */
  get kind(): ColumnKind {
    if (this.filled === 0) return "empty";
    if (this.share(isTimeText) >= MOST) return "times";
    if (this.share(isDateText) >= MOST) return "dates";
    if (this.distinct <= 2 && this.share((value) => readBoolean(value) !== undefined) === 1) return "yes-no";
    const numbers = this.share(isNumberText) >= MOST;
    const various = this.capped || this.distinct > this.filled / 5;
    if (various && this.share((value) => ID.test(value)) >= MOST) return "ids";
    if (numbers) return "numbers";
    return !this.capped && this.distinct <= FEW && this.distinct * 2 <= this.filled ? "codes" : "text";
  }
}

const MOST = 0.9;
/** Most distinct values of a column of codes. */
const FEW = 100;
