import type { Service } from "../model/codes.ts";
import { weighted } from "./weighted.ts";

/** The kinds of care that the scenario knows: mental health alone was struck. */
export type Care = Exclude<Service, "primary-care" | "specialty" | "ancillary" | "other">;

/** How one kind of care behaves in the scenario; every figure is synthetic. */
export interface CareTraits {
  /** Percent of its appointments that are urgent. */
  readonly urgent: number;
  /** Percent of its appointments that need prior authorization. */
  readonly priorAuth: number;
  /** Percent of its appointments that belong to an ongoing course of treatment. */
  readonly followUp: number;
  /** Percent of the others that carry the date of the request. */
  readonly requested: number;
  /** Points of a hundred by which more (or fewer) of its lost appointments are replaced. */
  readonly ease: number;
  /** Given by physicians, whose ids are the first of a site. */
  readonly physician: boolean;
  /** What is given when its replacement is of another kind. */
  readonly instead: readonly Care[];
  /** Percent of its replacements that are of another kind. */
  readonly swapped: number;
}

export const CARE: Readonly<Record<Care, CareTraits>> = {
  "individual-therapy": {
    urgent: 2,
    priorAuth: 3,
    followUp: 88,
    requested: 20,
    ease: 0,
    physician: false,
    instead: ["class", "class", "group-therapy", "family-therapy", "case-management"],
    swapped: 16,
  },
  "group-therapy": {
    urgent: 0,
    priorAuth: 1,
    followUp: 88,
    requested: 0,
    ease: -18,
    physician: false,
    instead: ["class", "class", "class", "individual-therapy"],
    swapped: 24,
  },
  "family-therapy": {
    urgent: 1,
    priorAuth: 3,
    followUp: 84,
    requested: 10,
    ease: -6,
    physician: false,
    instead: ["individual-therapy", "class"],
    swapped: 12,
  },
  intake: {
    urgent: 9,
    priorAuth: 4,
    followUp: 0,
    requested: 78,
    ease: 8,
    physician: false,
    instead: ["class", "psychiatry", "individual-therapy"],
    swapped: 9,
  },
  psychiatry: {
    urgent: 7,
    priorAuth: 12,
    followUp: 52,
    requested: 70,
    ease: 14,
    physician: true,
    instead: ["medication-management", "case-management"],
    swapped: 8,
  },
  "medication-management": {
    urgent: 4,
    priorAuth: 4,
    followUp: 90,
    requested: 0,
    ease: 18,
    physician: true,
    instead: ["psychiatry"],
    swapped: 6,
  },
  crisis: {
    urgent: 84,
    priorAuth: 14,
    followUp: 0,
    requested: 25,
    ease: 28,
    physician: false,
    instead: ["individual-therapy", "psychiatry", "class"],
    swapped: 14,
  },
  "case-management": {
    urgent: 1,
    priorAuth: 1,
    followUp: 80,
    requested: 0,
    ease: -4,
    physician: false,
    instead: ["class"],
    swapped: 5,
  },
  class: {
    urgent: 0,
    priorAuth: 0,
    followUp: 20,
    requested: 0,
    ease: -12,
    physician: false,
    instead: ["group-therapy"],
    swapped: 2,
  },
};

/** What an enrollee loses once. */
export const SINGLE_CARE = weighted<Care>([
  ["individual-therapy", 46],
  ["intake", 17],
  ["psychiatry", 10],
  ["medication-management", 12],
  ["crisis", 4],
  ["family-therapy", 5],
  ["case-management", 4],
  ["class", 2],
]);

/** What an enrollee loses week after week, with the same clinician at the same hour. */
export const WEEKLY_CARE = weighted<Care>([
  ["individual-therapy", 88],
  ["family-therapy", 8],
  ["case-management", 4],
]);
