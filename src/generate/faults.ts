import type { Blemishable, Form } from "./form.ts";
import type { Random } from "./random.ts";

/** How dirty the synthetic log is: cases in ten thousand records. The totals stay exact whatever the rates. */
export const FAULTS_IN_10_000 = {
  /** Exact duplicates of a record. */
  duplicates: 50,
  /** Older versions of a record, with an earlier `updated_at`; the current one supersedes them. */
  olderVersions: 100,
  /** Records that must be refused, in addition to all others. */
  rejected: 20,
  /** Optional values that cannot be read. */
  unreadable: 20,
  /** Codes that no code book knows. */
  unmapped: 20,
  /** Optional values left out. */
  missing: 200,
} as const;

export type Fault = keyof typeof FAULTS_IN_10_000;

const FAULT_NAMES = Object.keys(FAULTS_IN_10_000) as readonly Fault[];

/** Draws which fault a record has, if any: never more than one. */
export const faultOf = (random: Random): Fault | null => {
  let roll = random.below(10_000);
  for (const name of FAULT_NAMES) {
    if (roll < FAULTS_IN_10_000[name]) return name;
    roll -= FAULTS_IN_10_000[name];
  }
  return null;
};

/** Optional values that are left out now and then. A status goes only where `canceled_at` says what it was. */
const LEFT_OUT: readonly Blemishable[] = [
  "canceled_by",
  "canceled_at",
  "cancel_reason",
  "service",
  "provider_id",
  "made_at",
  "notified_at",
  "urgency",
  "facility",
  "status",
];

const UNREADABLE: readonly (readonly [Blemishable, string])[] = [
  ["canceled_at", "2022-02-30 10:00"],
  ["made_at", "n.d."],
  ["notified_at", "by phone"],
  ["made_at", "0000-00-00 00:00"],
];

const UNMAPPED: readonly (readonly [Blemishable, string])[] = [
  ["canceled_by", "front desk"],
  ["cancel_reason", "see comment"],
  ["service", "tele consult"],
  ["urgency", "tier 3"],
];

const changed = (cells: readonly string[], place: number, text: string): readonly string[] => cells.with(place, text);

/** Leaves one of a record's optional values out; a record that lacks the value drawn loses its service instead. */
export const leaveOut = (random: Random, form: Form, cells: readonly string[]): readonly string[] => {
  const place = filled(form, cells, random.pick(LEFT_OUT)) ?? form.places.service ?? 0;
  const keepsStatus = place === form.places.status && !cells[form.places.canceled_at ?? 0];
  return changed(cells, keepsStatus ? (form.places.service ?? 0) : place, "");
};

const filled = (form: Form, cells: readonly string[], name: Blemishable): number | null => {
  const place = form.places[name];
  return place === undefined || !cells[place] ? null : place;
};

/** Makes one of a record's optional values unreadable. */
export const spoil = (random: Random, form: Form, cells: readonly string[]): readonly string[] => {
  const [name, text] = random.pick(UNREADABLE);
  return changed(cells, filled(form, cells, name) ?? form.places.made_at ?? 0, text);
};

/** Puts a word in a record that no code book knows. */
export const unmap = (random: Random, form: Form, cells: readonly string[]): readonly string[] => {
  const [name, text] = random.pick(UNMAPPED);
  const place = filled(form, cells, name);
  return place === null ? changed(cells, form.places.service ?? 0, "tele consult") : changed(cells, place, text);
};

/** Makes a further record that must be refused, with an id of its own; the synthetic mark stays its last field. */
export const refuse = (random: Random, form: Form, cells: readonly string[]): readonly string[] => {
  const own = changed(cells, 0, `${cells[0]}R`);
  switch (random.below(5)) {
    case 0:
      return changed(own, form.places.enrollee_id ?? 1, "");
    case 1:
      return changed(own, form.places.scheduled_at ?? 3, form.brokenStamp);
    case 2:
      return changed(own, form.places.status ?? 2, "zz-hold");
    case 3:
      return own.toSpliced(own.length - 2, 1);
    default:
      return own.toSpliced(own.length - 1, 0, "see note");
  }
};
