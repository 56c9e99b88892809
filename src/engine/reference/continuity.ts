import type { Appointment } from "../../model/appointment.ts";
import type { Outcome, Replacement } from "../../model/cancellation.ts";
import type { Status } from "../../model/codes.ts";
import type { ContinuityTally, ProvidersHistogram } from "../../model/continuityTally.ts";
import { histogramOf } from "./kinds.ts";
import type { KnownLog } from "./known.ts";

const KEPT: ReadonlySet<Status> = new Set(["arrived", "fulfilled"]);

/** The providers of one enrollee. */
interface Providers {
  readonly booked: Set<string>;
  readonly kept: Set<string>;
}

const histogram = (providers: readonly ReadonlySet<string>[]): ProvidersHistogram =>
  histogramOf(providers.map(({ size }) => size)).map(([size, enrollees]) => ({ providers: size, enrollees }));

const providerOf = (end: Replacement): string | undefined =>
  end.by === "rescheduled_to" ? end.inlineOf.rescheduled_provider_id : end.appointment.provider_id;

/** Counts whether care stayed with one person (see `ContinuityTally`, which says who is counted). */
export class ContinuityCounter {
  readonly #enrollees = new Map<string, Providers>();
  readonly #providers = new Set<string>();
  readonly #replacements = { same: 0, other: 0, unknown: 0 };

  constructor(readonly known: KnownLog) {}

  /** Takes an appointment of the scope, canceled or not. */
  addAppointment(one: Appointment): void {
    const { enrollee_id, provider_id } = one;
    const held = this.#enrollees.get(enrollee_id) ?? { booked: new Set<string>(), kept: new Set<string>() };
    this.#enrollees.set(enrollee_id, held);
    if (provider_id !== undefined) {
      this.#providers.add(provider_id);
      held.booked.add(provider_id);
      if (KEPT.has(this.known.statusOf(one)) && one.scheduled_at.day <= this.known.asOf.day) held.kept.add(provider_id);
    }
    const { rescheduled_to, rescheduled_provider_id } = one;
    if (rescheduled_to !== undefined && rescheduled_provider_id !== undefined && this.known.isCancellation(one))
      held.booked.add(rescheduled_provider_id);
  }

  /** Takes what became of a cancellation of the scope. */
  addOutcome({ provider_id }: Appointment, { end }: Outcome): void {
    if (end === null) return;
    const next = providerOf(end);
    if (provider_id === undefined || next === undefined) this.#replacements.unknown++;
    else this.#replacements[next === provider_id ? "same" : "other"]++;
  }

  tally(): ContinuityTally {
    const enrollees = [...this.#enrollees.values()];
    const seen = [...this.#lastSeen().values()];
    return {
      booked: histogram(enrollees.map(({ booked }) => booked)),
      kept: histogram(enrollees.map(({ kept }) => kept)),
      replacements: this.#replacements,
      providers: this.#providers.size,
      neverSeen: this.#providers.size - seen.length,
      lastSeen: histogramOf(seen).map(([day, providers]) => ({ day, providers })),
    };
  }

  /** The last day on which each provider of the scope was seen, anywhere in the log. */
  #lastSeen(): ReadonlyMap<string, number> {
    const last = new Map<string, number>();
    for (const one of this.known.appointments) {
      const { provider_id: provider, scheduled_at } = one;
      if (provider === undefined || !this.#providers.has(provider) || !this.known.stands(one)) continue;
      last.set(provider, Math.max(scheduled_at.day, last.get(provider) ?? scheduled_at.day));
    }
    return last;
  }
}
