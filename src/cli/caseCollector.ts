import { parseIsoDate } from "../calendar/civil.ts";
import type { LongestFindings } from "../engine/contract.ts";
import type { Case, Cases } from "../model/cases.ts";
import { compareUtf8 } from "../model/utf8Order.ts";
import type { FindingRow } from "../model/verdict.ts";

/** Cases held at once beyond those asked for, so that not every one is sorted in. */
const SLACK = 4096;

type Unit = Case["unit"];
const UNITS = ["bd", "d", "s"] as const;

const DATE = "YYYY-MM-DD".length;
const dayOf = (moment: string): number => parseIsoDate(moment.slice(0, DATE)) ?? 0;
const textOf = (cell: string | number | null): string | null => (cell === null ? null : String(cell));

const longerFirst = (a: Case, b: Case): number =>
  b.days - a.days || compareUtf8(a.starts, b.starts) || compareUtf8(a.appointment, b.appointment);

/** Keeps the longest of any number of cases in bounded memory. */
class Longest {
  #held: Case[] = [];

  constructor(readonly most: number) {}

  add(one: Case): void {
    this.#held.push(one);
    if (this.#held.length > this.most + SLACK) this.#held = this.take();
  }

  take(): Case[] {
    return [...this.#held].sort(longerFirst).slice(0, this.most);
  }
}

/**
 * Gathers the longest cases of one family, their ids hidden already: from the rows of findings as they come, or from the
 * longest of them that an engine has found.
 */
export class CaseCollector implements LongestFindings {
  readonly #missed: Longest;
  readonly #overdue: Longest;
  #of = 0;

  constructor(
    readonly family: string,
    readonly most: number,
  ) {
    this.#missed = new Longest(most);
    this.#overdue = new Longest(most);
  }

  add(row: FindingRow): void {
    const { verdict, starts_at } = row;
    if (row.family !== this.family || starts_at === null || (verdict !== "missed" && verdict !== "overdue")) return;
    this.#of++;
    const starts = String(starts_at);
    const care = textOf(row.care_at);
    const found: Case = {
      appointment: String(row.appointment_id),
      enrollee: String(row.enrollee_id),
      rule: String(row.rule),
      verdict,
      starts,
      due: textOf(row.due_at),
      care,
      elapsed: typeof row.elapsed === "number" ? row.elapsed : null,
      unit: UNITS.find((unit): unit is NonNullable<Unit> => unit === row.unit) ?? null,
      // Who still waits is ordered by the start alone until as-of is known: all of them wait until then.
      days: (care === null ? 0 : dayOf(care)) - dayOf(starts),
    };
    (care === null ? this.#overdue : this.#missed).add(found);
  }

  take(rows: readonly FindingRow[], of: number): void {
    const before = this.#of;
    for (const row of rows) this.add(row);
    this.#of = before + of;
  }

  /** Gives the longest cases, those still open counted up to as-of. */
  cases(asOf: string): Cases {
    const open = this.#overdue.take().map((one) => ({ ...one, days: dayOf(asOf) + one.days }));
    const longest = [...this.#missed.take(), ...open].sort(longerFirst).slice(0, this.most);
    return { family: this.family, longest, of: this.#of };
  }
}
