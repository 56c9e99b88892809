import type { Outcome } from "../../model/cancellation.ts";
import type { Moment } from "../../model/moment.ts";
import type { WaitBin } from "../../model/tally.ts";
import type { Assessment, Verdict } from "../../model/verdict.ts";
import { elapsed, type Timing } from "./clock.ts";

const WAITING: ReadonlySet<Verdict> = new Set(["met", "missed", "overdue", "pending"]);

/**
 * Gathers one rule's waits (semantics.md, section 6 "Waits"): time runs to care or to as-of, whichever is earlier, and
 * ends in an event only if care is not after as-of. An hour clock needs a time of day on both sides.
 */
export class WaitHistogram {
  readonly #bins = new Map<number, { events: number; censored: number }>();

  add({ rule, verdict, start }: Assessment, { care }: Outcome, asOf: Moment, timing: Timing): void {
    if (rule.clock === null || start === null || !WAITING.has(verdict) || start.instant > asOf.instant) return;
    const { within } = rule.clock;
    if (within.unit === "h" && (start.dateOnly || care?.dateOnly === true)) return;
    const event = care !== null && care.instant <= asOf.instant;
    const time = Math.max(0, elapsed(start, event ? care : asOf, within, timing) ?? 0);
    const bin = this.#bins.get(time) ?? { events: 0, censored: 0 };
    bin[event ? "events" : "censored"]++;
    this.#bins.set(time, bin);
  }

  get tally(): readonly WaitBin[] {
    return [...this.#bins].sort(([a], [b]) => a - b).map(([time, bin]) => ({ elapsed: time, ...bin }));
  }
}
