import type { ExplainedAppointment, Explanation } from "../../model/explain.ts";
import type { ExplainedRule } from "../../model/explainRule.ts";
import { PROBLEMS } from "../../model/problem.ts";
import { weekdayAnd } from "../text/dates.ts";
import { counted } from "../text/numbers.ts";
import { optionsText } from "../text/provenance.ts";
import { explainReason } from "../text/reasons.ts";
import { nameOf } from "./name.ts";
import { drawing, list, type Part, pairs, paragraph, title } from "./parts.ts";
import { recordParts } from "./record.ts";
import { basesAndGrades, ruleParts, whyNot } from "./rule.ts";
import { outcomeWords, walkLines } from "./walk.ts";

const rulesOf = ({ rules }: Explanation, one: ExplainedAppointment): readonly ExplainedRule[] =>
  rules.filter(
    ({ appointment_id, source, record }) =>
      appointment_id === one.appointment_id && source === one.source && record === one.record,
  );

/** Tells everything of one appointment. */
const appointmentParts = (told: Explanation, one: ExplainedAppointment): readonly Part[] => {
  const rules = rulesOf(told, one);
  const binding = rules.filter(({ verdict }) => verdict !== "not-applicable");
  const others = rules.filter(({ verdict }) => verdict === "not-applicable");
  return [
    title(1, `Appointment ${one.appointment_id}`),
    ...paragraph(inBrief(told, one, binding, rules.length)),
    ...pairs(
      binding
        .filter(({ speaks }) => speaks)
        .map(({ verdict, id, title: name, due_at }) => [
          verdict,
          `${id}: ${name}${due_at === null || verdict === "undetermined" ? "" : `; due ${weekdayAnd(due_at)}`}`,
        ]),
    ),
    ...recordParts(told, one),
    ...(one.outcome === null
      ? []
      : [
          title(2, "What followed"),
          ...drawing(walkLines(one.outcome)),
          ...outcomeWords(one.outcome).flatMap(paragraph),
          ...list(
            one.problems.map(
              ({ code, source, line, detail }) =>
                `${source}:${line}: ${PROBLEMS[code as keyof typeof PROBLEMS] ?? code}${detail === "" ? "" : ` (${detail})`}`,
            ),
          ),
        ]),
    ...(binding.length === 0 ? [] : [title(2, "The rules that apply, or may apply")]),
    ...binding.flatMap((rule) => ruleParts(rule, told.asOf)),
    ...(others.length === 0 ? [] : [title(2, "The rules that do not apply")]),
    ...list(byReason(others, one)),
    ...knownParts(one),
  ];
};

/** Names the rules that do not apply, those with one reason together. */
const byReason = (rules: readonly ExplainedRule[], { outcome }: ExplainedAppointment): readonly string[] => {
  const groups = new Map<string, string[]>();
  for (const rule of rules) {
    const why = whyNot(rule, outcome?.resolution ?? "");
    groups.set(why, [...(groups.get(why) ?? []), rule.id]);
  }
  return [...groups].map(([why, ids]) => `${ids.join(", ")}: ${why}.`);
};

const STATES: Readonly<Record<ExplainedAppointment["state"], (one: ExplainedAppointment, asOf: string) => string>> = {
  cancellation: () => "",
  "not-canceled": ({ status }, asOf) =>
    status === "canceled" || status === "rescheduled"
      ? `It was canceled only after ${weekdayAnd(asOf)}, as of which the log is looked at: until then it stood. No rule is asked of it.`
      : `It was not canceled (its status: ${status}), so no rule is asked of it: the rules are about appointments that were canceled.`,
  "no-appointment": ({ status }) =>
    `Its status is ${status}: a proposal, a wait-list place or an entry in error is no appointment, so none was lost. No rule is asked of it, and it is counted among no appointments.`,
  "not-yet-known": (_, asOf) =>
    `It was booked only after ${weekdayAnd(asOf)}, as of which the log is looked at, and is not known yet. No rule is asked of it.`,
  refused: ({ refusals }) =>
    `No record of it could be accepted, so nothing can be said of it: ${counted(refusals.length, "record")} that ${refusals.length === 1 ? "names" : "name"} this id ${refusals.length === 1 ? "was" : "were"} refused.`,
};

const inBrief = (
  told: Explanation,
  one: ExplainedAppointment,
  binding: readonly ExplainedRule[],
  all: number,
): string => {
  const outside =
    one.inScope || one.state === "refused"
      ? ""
      : " It is outside the scope of this run, and counted in no figure of its report.";
  if (one.state !== "cancellation") return `${STATES[one.state](one, told.asOf)}${outside}`;
  const scheduled = one.values.find(({ field }) => field === "scheduled_at")?.value ?? "";
  const by = one.values.find(({ field }) => field === "canceled_by")?.value;
  return (
    `${by === undefined ? "Canceled, by whom the record does not say" : `Canceled by ${BY[by] ?? by}`}; ` +
    `it was to be on ${weekdayAnd(scheduled)}. ${appliesWords(binding, all)}${outside}`
  );
};

const BY: Readonly<Record<string, string>> = { plan: "the plan", enrollee: "the enrollee", other: "somebody else" };

const appliesWords = (binding: readonly ExplainedRule[], all: number): string => {
  const open = binding.filter(({ applies }) => applies === "unknown").length;
  const sure = binding.length - open;
  const does =
    sure === 0
      ? open === 0
        ? "none applies"
        : "none is known to apply"
      : `${sure} ${sure === 1 ? "applies" : "apply"}`;
  const may =
    open === 0 ? "" : `; whether ${open}${sure === 0 ? "" : " more"} ${open === 1 ? "does" : "do"} is not known`;
  return `Of ${counted(all, "rule")} ${does}${may}.`;
};

/** Tells what a value that the record lacks would change. */
const knownParts = ({ ifKnown }: ExplainedAppointment): readonly Part[] => {
  if (ifKnown.length === 0) return [];
  const groups = new Map<
    string,
    { field: string; values: string[]; rules: ExplainedAppointment["ifKnown"][number]["rules"] }
  >();
  for (const { field, value, rules } of ifKnown) {
    const key = JSON.stringify([field, rules]);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, { field, values: [value], rules });
    else held.values.push(value);
  }
  return [
    title(2, "What it would be if the record said more"),
    ...paragraph("The record does not say these. Each is tried by itself, and the rules are judged anew:"),
    ...list(
      [...groups.values()].map(
        ({ field, values, rules }) =>
          `If ${nameOf(field)} were known to be ${values.join(" or ")}, ${changesWords(rules)}.`,
      ),
    ),
  ];
};

type Changed = ExplainedAppointment["ifKnown"][number]["rules"];

const changesWords = (rules: Changed): string => {
  const moved = rules.filter(({ from, to }) => from !== to);
  const verdicts = [...new Set(moved.map(({ to }) => to))];
  const otherwise = rules.filter(({ from, to }) => from === to);
  const reasons = [...new Set(otherwise.map(({ reason }) => reason ?? ""))];
  return [
    ...verdicts.map((verdict) => {
      const ids = moved.filter(({ to }) => to === verdict);
      return verdict === "not-applicable"
        ? `${ids.map(({ id }) => id).join(", ")} would no longer apply`
        : `${ids.map(({ id, due }) => `${id}${due === null ? "" : ` (due ${weekdayAnd(due)})`}`).join(", ")} would be ${verdict}`;
    }),
    ...reasons.map((why) => {
      const ids = otherwise.filter(({ reason }) => (reason ?? "") === why).map(({ id }) => id);
      return `${ids.join(", ")} would still be undetermined: ${explainReason(why, []).why}`;
    }),
  ].join("; ");
};

const SHORT = 16;
const hash = (sha256: string): string => `sha256 ${sha256.slice(0, SHORT)}…`;

/** Says from what, as of when and by what all this was told. */
const provenanceParts = ({
  rules,
  inputs,
  packs,
  asOf,
  asOfFrom,
  options,
  scope,
  tool,
  engine,
}: Explanation): readonly Part[] => [
  title(2, "Told from"),
  ...pairs([
    ...inputs.map(
      ({ path, sha256, records }) => ["input", `${path}, ${counted(records, "record")}, ${hash(sha256)}`] as const,
    ),
    ...packs.map(({ id, version, sha256 }) => ["pack", `${id} ${version}, ${hash(sha256)}`] as const),
    ...[...new Map(packs.map(({ calendar }) => [calendar.id, calendar])).values()].map(
      ({ id, title: name }) => ["calendar", `${id}: ${name}`] as const,
    ),
    [
      "as of",
      `${asOf.replace("T", " ")} ${[...new Set(packs.map(({ timezone }) => timezone))].join(", ")}, from ${asOfFrom === "option" ? "--as-of" : `the latest ${asOfFrom}`}`,
    ],
    ...(scope.from === null && scope.to === null && scope.where.length === 0
      ? []
      : [
          [
            "scope",
            [
              ...(scope.from === null ? [] : [`from ${scope.from}`]),
              ...(scope.to === null ? [] : [`to ${scope.to}`]),
              ...scope.where,
            ].join(", "),
          ] as const,
        ]),
    ["options", optionsText(options)],
    ["made by", `${tool.name} ${tool.version}, engine ${engine.name} ${engine.version}`],
  ]),
  ...basesAndGrades(rules.filter(({ verdict }) => verdict !== "not-applicable")).flatMap(paragraph),
  ...paragraph("These are findings of fact against the standards stated, and no legal advice."),
];

/** Tells all that an explanation holds, in the order in which it is read. */
export const contentOf = (told: Explanation): readonly Part[] => [
  ...(told.synthetic ? paragraph("SYNTHETIC DATA: generated; no real appointments or persons.") : []),
  ...told.appointments.flatMap((one, i) => [
    ...(i === 0 ? [] : [{ kind: "break" } as const]),
    ...appointmentParts(told, one),
  ]),
  ...provenanceParts(told),
];
