import { isoDate, mondayOf } from "../../calendar/civil.ts";
import type { Appointment } from "../../model/appointment.ts";
import { RESOLUTIONS, type Resolution } from "../../model/cancellation.ts";
import type { FieldName } from "../../model/fields.ts";
import { type BreakdownRow, type VerdictTally, zeros } from "../../model/tally.ts";
import { compareKeys } from "../../model/utf8Order.ts";
import { VERDICTS, type Verdict } from "../../model/verdict.ts";
import type { Dimension } from "../contract.ts";
import type { KnownLog } from "./known.ts";
import { columnText, fieldText } from "./scope.ts";

/** One cancellation's verdict in one family, and whether its limit has passed; families come in the packs' order. */
export interface FamilyVerdict {
  readonly verdict: Verdict;
  readonly limitPassed: boolean;
}

/** Counts verdicts; of the met, those whose limit has passed apart. */
export class VerdictCounter {
  readonly counts = zeros(VERDICTS);
  metPassed = 0;

  add(verdict: Verdict, limitPassed: boolean): void {
    this.counts[verdict]++;
    if (verdict === "met" && limitPassed) this.metPassed++;
  }

  get tally(): VerdictTally {
    return { counts: this.counts, metPassed: this.metPassed };
  }
}

/** Counts what one group of a breakdown holds. */
class Group {
  appointments = 0;
  cancellations = 0;
  readonly #enrollees = new Set<string>();
  readonly #resolution = zeros(RESOLUTIONS);
  readonly #families: VerdictCounter[] = [];

  addCancellation(enrollee: string, resolution: Resolution, verdicts: readonly FamilyVerdict[]): void {
    this.cancellations++;
    this.#enrollees.add(enrollee);
    this.#resolution[resolution]++;
    verdicts.forEach(({ verdict, limitPassed }, i) => {
      this.#families[i] ??= new VerdictCounter();
      this.#families[i].add(verdict, limitPassed);
    });
  }

  row(key: string | null, families: readonly string[]): BreakdownRow {
    return {
      key,
      appointments: this.appointments,
      cancellations: this.cancellations,
      enrollees: this.#enrollees.size,
      resolution: this.#resolution,
      families: Object.fromEntries(families.map((id, i) => [id, (this.#families[i] ?? new VerdictCounter()).tally])),
    };
  }
}

/** Makes the reader of a dimension: the group an appointment belongs to; null where the value is unknown. */
export const groupKey = ({ name, kind }: Dimension, known: KnownLog): ((of: Appointment) => string | null) => {
  if (kind === "week") return (of) => isoDate(mondayOf(of.scheduled_at.day));
  if (kind === "column") return (of) => columnText(of, name);
  if (name === "status") return (of) => known.statusOf(of);
  return (of) => fieldText(of, name as FieldName);
};

/** Sorts appointments and cancellations into the groups of one dimension, or of two crossed. */
export class Grouping {
  readonly #groups = new Map<string, { readonly keys: readonly (string | null)[]; readonly group: Group }>();
  readonly #keys: readonly ((of: Appointment) => string | null)[];

  constructor(dimensions: readonly Dimension[], known: KnownLog) {
    this.#keys = dimensions.map((dimension) => groupKey(dimension, known));
  }

  of(appointment: Appointment): Group {
    const keys = this.#keys.map((key) => key(appointment));
    const id = keys.map((key) => (key === null ? "" : `=${key}`)).join("\u0000");
    const held = this.#groups.get(id);
    if (held !== undefined) return held.group;
    const group = new Group();
    this.#groups.set(id, { keys, group });
    return group;
  }

  /** The groups in the order of their keys, the unknown last. */
  rows(
    families: readonly string[],
  ): readonly { readonly keys: readonly (string | null)[]; readonly row: BreakdownRow }[] {
    return [...this.#groups.values()]
      .sort((a, b) => a.keys.reduce((order, key, i) => order || compareKeys(key, b.keys[i] ?? null), 0))
      .map(({ keys, group }) => ({ keys, row: group.row(keys[0] ?? null, families) }));
  }
}
