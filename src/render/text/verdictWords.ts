import type { ReportFamily } from "../../model/report.ts";
import { dayInWords } from "./dates.ts";
import { counted, percent, percentOf, whole } from "./numbers.ts";
import type { Binding } from "./verdictBar.ts";
import { glued } from "./wrap.ts";

/** What a family's verdict says in plain words, with the figures that belong beside its count. */
export const verdictWords = (verdict: Binding, family: ReportFamily, isRequirement: boolean, asOf: string): string =>
  WORDS[verdict](family, isRequirement, asOf);

type Words = (family: ReportFamily, isRequirement: boolean, asOf: string) => string;

const ofRated = (n: number, { rate }: ReportFamily): string => `${percent(n, rate.denominator)} of those rated`;
const people = (n: number): string => glued(`(${counted(n, "enrollee")})`);

const WORDS: Readonly<Record<Binding, Words>> = {
  met: ({ counts, rate, ahead, otherCare }) => {
    const early = counts.met - rate.numerator;
    const parts = [
      early > 0 && `${whole(early)} with time left, not rated until it has passed`,
      ahead > 0 && `${whole(ahead)} booked, not yet given`,
      otherCare !== null && otherCare > 0 && `${whole(otherCare)} by another kind of care than the one lost`,
    ].filter((text) => text !== false);
    return parts.length === 0 ? "" : `of these, ${parts.join("; ")}`;
  },
  missed: (family, isRequirement) =>
    `${ofRated(family.counts.missed, family)}: ${isRequirement ? "another kind of care" : "care came too late"} ` +
    people(family.enrollees.missed),
  overdue: (family, _isRequirement, asOf) =>
    `${ofRated(family.counts.overdue, family)}: no appointment at all as of ` +
    `${dayInWords(asOf.slice(0, 10))} ${people(family.enrollees.overdue)}`,
  pending: () => "limit not passed yet; nothing booked within it",
  exempt: () => "a clinician noted in time that a longer wait does no harm",
  undetermined: ({ rate, bounds: { low, high } }) =>
    rate.value === null || low === null || high === null
      ? "cannot be decided"
      : `cannot be decided; the rate would be ${percentOf(low)} were all missed, ${percentOf(high)} were all met`,
};
