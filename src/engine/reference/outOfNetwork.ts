import type { Outcome, Replacement } from "../../model/cancellation.ts";
import { type CareClass, careClassOf, type Service } from "../../model/codes.ts";
import type { Moment } from "../../model/moment.ts";
import { NETWORK_KINDS, type NetworkKind, type OutOfNetworkTally } from "../../model/networkTally.ts";
import type { Assessment } from "../../model/verdict.ts";
import type { PackAssessor } from "./assessor.ts";
import { KindCounter } from "./kinds.ts";
import type { Subject } from "./subject.ts";

type Network = "in" | "out" | undefined;

const startOf = (at: Replacement): Moment | undefined =>
  at.by === "rescheduled_to" ? at.inlineOf.rescheduled_to : at.appointment.scheduled_at;

/** The network of care: that of what the walk ended at, if care is on its day; no column says it of an offer. */
const networkOf = ({ end, care }: Outcome): Network => {
  if (end === null || care === null || startOf(end)?.day !== care.day) return undefined;
  return end.by === "rescheduled_to" ? end.inlineOf.rescheduled_network : end.appointment.network;
};

const MET: Readonly<Record<"in" | "out" | "unknown", NetworkKind | null>> = {
  in: null,
  out: "inTime",
  unknown: "inTimeUnknown",
};
const MISSED: Readonly<Record<"in" | "out" | "unknown", NetworkKind>> = {
  in: "lateInNetwork",
  out: "late",
  unknown: "lateUnknown",
};

const kindOf = ({ verdict, rule }: Assessment, outcome: Outcome): NetworkKind | null => {
  if (rule.clock === null) return null;
  if (verdict === "overdue") return "nothing";
  if (verdict !== "met" && verdict !== "missed") return null;
  return (verdict === "met" ? MET : MISSED)[networkOf(outcome) ?? "unknown"];
};

/** Counts what those got out of network who got no care in network in time (see `NETWORK_KINDS` for who is of what kind). */
export class OutOfNetworkCounter {
  readonly #all: KindCounter<NetworkKind>;
  readonly #mentalHealth = new KindCounter(NETWORK_KINDS, false);

  constructor(
    readonly assessor: PackAssessor | undefined,
    splits: boolean,
  ) {
    this.#all = new KindCounter(NETWORK_KINDS, splits);
  }

  /** Takes a cancellation with the assessment that speaks for the first family of the first pack. */
  add({ read }: Subject, outcome: Outcome, first: Assessment | undefined): void {
    if (first === undefined || this.assessor?.canceledBy(read) !== "plan") return;
    const kind = kindOf(first, outcome);
    if (kind === null) return;
    this.#all.add(kind, read);
    const service = this.assessor.serviceOf(read) as Service | undefined;
    if (service !== undefined && (careClassOf[service] satisfies CareClass) === "mh")
      this.#mentalHealth.add(kind, read);
  }

  get tally(): OutOfNetworkTally {
    return { counts: this.#all.counts, mentalHealth: this.#mentalHealth.counts, byFacility: this.#all.byFacility };
  }
}
