import type { ExplainedRule } from "../../model/explainRule.ts";
import type { Verdict } from "../../model/verdict.ts";
import { momentInWords, weekdayAnd } from "../text/dates.ts";
import { explainReason } from "../text/reasons.ts";
import { elapsedInWords } from "../waitWords.ts";

const elapsedWords = ({ elapsed, unit }: ExplainedRule): string =>
  elapsed === null || unit === null ? "at a time of day that is not known" : elapsedInWords(elapsed, unit);

const when = (at: string | null): string => (at === null ? "a day not known" : weekdayAnd(at));
const limitOf = ({ clock }: ExplainedRule): string => clock?.limit.text ?? "";

const DATE = "2022-08-15".length;

/** The day on which care is in time at any hour, where the limit's own hours run out on it or before. */
export const wholeDay = ({ clock, due_at }: ExplainedRule): string | null => {
  const day = clock?.orBy?.at?.slice(0, DATE);
  return day === undefined || due_at === null || clock?.limit.unit !== "h" || day < due_at.slice(0, DATE) ? null : day;
};

/** Says when a limit was out: its due date, or the end of a day. */
const ranOut = (rule: ExplainedRule): string => {
  const day = wholeDay(rule);
  return day === null
    ? `and ran out on ${when(rule.due_at)}`
    : `or the day of ${rule.clock?.orBy?.field}, and ran out at the end of ${when(day)}`;
};

/** Care came by the day that is in time whatever the limit says. */
const metByDay = ({ clock, care_at }: ExplainedRule): boolean =>
  clock?.orBy?.at != null && care_at !== null && care_at.slice(0, DATE) <= clock.orBy.at.slice(0, DATE);

/** Says of a note that excuses nothing why it does not. */
const idleNote = ({ reason, clock }: ExplainedRule): string => {
  const { noted = false, at = null } = clock?.extension ?? {};
  if (!noted || at === null) return "";
  const where = reason === "after-extension" ? "after the limit had run out" : "before there was anything to excuse";
  return ` A note that a longer wait does no harm is dated ${when(at)}, ${where}; it excuses nothing.`;
};

type Words = (rule: ExplainedRule, asOf: string) => string;

const CLOCK: Readonly<Record<Verdict, Words>> = {
  met: (rule, asOf) => {
    const within = metByDay(rule)
      ? `and no later than the day of ${rule.clock?.orBy?.field}, which is in time`
      : `within ${limitOf(rule)}`;
    const ahead = rule.care_at !== null && rule.care_at > asOf ? " It is booked, and not given yet." : "";
    return `Care on ${when(rule.care_at)} came ${elapsedWords(rule)} after ${when(rule.starts_at)}, ${within}.${ahead}`;
  },
  missed: (rule) =>
    `Care on ${when(rule.care_at)} came ${elapsedWords(rule)} after ${when(rule.starts_at)}. The limit is ` +
    `${limitOf(rule)}, ${ranOut(rule)}.${idleNote(rule)}`,
  overdue: (rule, asOf) =>
    `No care by ${momentInWords(asOf)}, ${elapsedWords(rule)} after ${when(rule.starts_at)}. The limit is ` +
    `${limitOf(rule)}, ${ranOut(rule)}.${idleNote(rule)}`,
  exempt: (rule) =>
    `A clinician noted${rule.clock?.extension?.at == null ? "" : ` on ${when(rule.clock.extension.at)}`} that a longer wait does ` +
    `no harm, in time: the limit of ${limitOf(rule)} ran to ${when(rule.due_at)}.`,
  pending: (rule, asOf) =>
    `The limit of ${limitOf(rule)} runs to ${when(rule.due_at)}, and has not run out by ${momentInWords(asOf)}; ` +
    `${rule.care_at === null ? "no care is booked" : `the care booked, ${when(rule.care_at)}, would be too late, and can still be moved up`}.${idleNote(rule)}`,
  undetermined: (rule) => undetermined(rule),
  "not-applicable": () => "It does not apply.",
};

const undetermined = ({ reason, clock, starts_at }: ExplainedRule): string => {
  if (reason === null) return "It cannot be decided.";
  if (reason === "start-after-appointment")
    return `${clock?.starts.map(({ field }) => field).join(" and ")} is dated ${when(starts_at)}, after the lost appointment itself: it cannot have led to it, so the clock is not read.`;
  const lacking = clock?.starts.filter(({ at }) => at === null).map(({ field }) => field) ?? [];
  const { why } = explainReason(reason, lacking);
  return `It cannot be decided: ${why}.`;
};

/** Says what is known of a requirement that cannot be decided. */
const openRequirement = ({ lost, got, accepts }: NonNullable<ExplainedRule["requires"]>): string => {
  const took = got === null ? "the kind of care that took its place is not known" : `${got} took its place`;
  return lost === null
    ? ` The kind of care that was lost is not known; ${took}.`
    : ` ${lost} was lost, and ${took}. Accepted would be ${accepts.join(", ")}.`;
};

/** Says in one or two sentences how a rule came to its verdict. */
export const verdictSentence: Words = (rule, asOf) => {
  const { requires, verdict } = rule;
  if (requires === null) return CLOCK[verdict](rule, asOf);
  if (verdict === "undetermined") return `${undetermined(rule)}${openRequirement(requires)}`;
  const accepted = requires.accepts.join(", ");
  return verdict === "met"
    ? `${requires.lost} was lost, and ${requires.got} took its place: ${requires.got === requires.lost ? "the same kind of care" : `accepted for it (${accepted})`}.`
    : `${requires.lost} was lost, and ${requires.got} took its place. Accepted would have been ${accepted}.`;
};
