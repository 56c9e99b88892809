import { keyOf } from "../../ingest/key.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { Replacement } from "../../model/cancellation.ts";
import type { Status } from "../../model/codes.ts";
import type { FieldName } from "../../model/fields.ts";
import type { KnownLog } from "./known.ts";
import { byStart } from "./order.ts";
import type { ProblemCollector } from "./problems.ts";

/** What can stand in for a lost appointment; a proposal, a wait-list place or an error cannot. */
const CAN_REPLACE: ReadonlySet<Status> = new Set([
  "booked",
  "arrived",
  "fulfilled",
  "noshow",
  "canceled",
  "rescheduled",
]);

/** Says which appointments can replace at all: those known at as-of whose status is one of these. */
export const canReplaceIn =
  (known: KnownLog) =>
  (one: Appointment): boolean =>
    known.isKnown(one) && CAN_REPLACE.has(known.statusOf(one));

/** Finds what replaced a cancellation (semantics.md, section 5). */
export interface Links {
  readonly replacementOf: (cancellation: Appointment) => Replacement | null;
  /** Its `replaced_by` names no accepted appointment, or another enrollee's. */
  readonly isBroken: (cancellation: Appointment) => boolean;
}

/** Where `replaced_by` leads: an appointment to follow, nothing to follow, or a broken link. */
type Lead = Appointment | "none" | "self" | "dangling" | "other-enrollee";

/** Indexes the links that the log states, and reports those that cannot be followed. */
export const linkLog = (
  accepted: readonly Appointment[],
  known: KnownLog,
  keyFields: readonly FieldName[],
  problems: ProblemCollector,
): Links => {
  const byKey = new Map(accepted.map((one) => [one.key, one]));
  // Where sites number alike, a link speaks of its own site's numbers.
  const keyOfLink = (from: Appointment, id: string): string =>
    keyOf(keyFields.map((field) => (field === "appointment_id" ? id : (from[field] as string | undefined))));
  const canReplace = canReplaceIn(known);

  const leadOf = (from: Appointment): Lead => {
    if (from.replaced_by === undefined) return "none";
    const target = byKey.get(keyOfLink(from, from.replaced_by));
    if (target === from) return "self";
    if (target === undefined) return "dangling";
    if (target.enrollee_id !== from.enrollee_id) return "other-enrollee";
    return canReplace(target) ? target : "none";
  };

  const replacers = indexReplacers(known, byKey, keyOfLink, canReplace, problems);
  const canceledLast = (one: Appointment): number => (known.isCancellation(one) ? 1 : 0);
  for (const list of replacers.values()) list.sort((a, b) => canceledLast(a) - canceledLast(b) || byStart(a, b));

  const replacementOf = (cancellation: Appointment): Replacement | null => {
    const lead = leadOf(cancellation);
    if (typeof lead === "object") return { by: "replaced_by", appointment: lead };
    const [first] = replacers.get(cancellation.key) ?? [];
    if (first !== undefined) return { by: "replaces", appointment: first };
    return cancellation.rescheduled_to === undefined ? null : { by: "rescheduled_to", inlineOf: cancellation };
  };

  reportLeads(known, leadOf, replacers, (from, id) => byKey.get(keyOfLink(from, id)), problems);
  const isBroken = (cancellation: Appointment): boolean => {
    const lead = leadOf(cancellation);
    return lead === "dangling" || lead === "other-enrollee";
  };
  return { replacementOf, isBroken };
};

/** Collects, for each cancellation named by a `replaces`, the appointments that can replace it. */
const indexReplacers = (
  known: KnownLog,
  byKey: ReadonlyMap<string, Appointment>,
  keyOfLink: (from: Appointment, id: string) => string,
  canReplace: (one: Appointment) => boolean,
  problems: ProblemCollector,
): Map<string, Appointment[]> => {
  const replacers = new Map<string, Appointment[]>();
  for (const one of known.appointments) {
    if (one.replaces === undefined) continue;
    const key = keyOfLink(one, one.replaces);
    const target = byKey.get(key);
    if (target === one) problems.add("link-self", one, "replaces names the appointment itself");
    else if (target !== undefined && target.enrollee_id !== one.enrollee_id)
      problems.add("link-other-enrollee", one, "replaces names another enrollee's appointment");
    else if (target !== undefined && canReplace(one)) {
      const list = replacers.get(key);
      if (list === undefined) replacers.set(key, [one]);
      else list.push(one);
    }
  }
  return replacers;
};

const reportLeads = (
  known: KnownLog,
  leadOf: (from: Appointment) => Lead,
  replacers: ReadonlyMap<string, readonly Appointment[]>,
  named: (from: Appointment, id: string) => Appointment | undefined,
  problems: ProblemCollector,
): void => {
  for (const one of known.appointments) {
    const lead = leadOf(one);
    if (lead === "self") problems.add("link-self", one, "replaced_by names the appointment itself");
    else if (lead === "dangling") problems.add("link-dangling", one, "replaced_by names no accepted appointment");
    else if (lead === "other-enrollee")
      problems.add("link-other-enrollee", one, "replaced_by names another enrollee's appointment");
    else if (typeof lead === "object" && known.isCancellation(one)) {
      if (replacers.get(one.key)?.some((replacer) => replacer !== lead))
        problems.add("link-conflict", one, "another appointment says that it replaces this one");
      else if (namesAnother(lead, one, named))
        problems.add("link-conflict", one, "its replacement says that it replaces another appointment");
    }
  }
};

/** Says whether a replacement's own `replaces` names another than the cancellation; links passed over do not count. */
const namesAnother = (
  replacement: Appointment,
  cancellation: Appointment,
  named: (from: Appointment, id: string) => Appointment | undefined,
): boolean => {
  if (replacement.replaces === undefined) return false;
  const target = named(replacement, replacement.replaces);
  if (target === undefined) return true;
  return target !== cancellation && target !== replacement && target.enrollee_id === replacement.enrollee_id;
};

/** Reports appointments that replace several cancellations. */
export const reportShared = (known: KnownLog, { replacementOf }: Links, problems: ProblemCollector): void => {
  const uses = new Map<Appointment, number>();
  for (const one of known.appointments) {
    if (!known.isCancellation(one)) continue;
    const replacement = replacementOf(one);
    if (replacement !== null && replacement.by !== "rescheduled_to")
      uses.set(replacement.appointment, (uses.get(replacement.appointment) ?? 0) + 1);
  }
  for (const [appointment, count] of uses)
    if (count > 1) problems.add("replacement-shared", appointment, `replaces ${count} cancellations`);
};
