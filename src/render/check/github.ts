import type { Check, CheckedGate } from "../../model/check.ts";
import { inert } from "../../model/inert.ts";
import type { Report } from "../../model/report.ts";
import { percent, whole } from "../text/numbers.ts";
import { GLUE } from "../text/wrap.ts";
import { FACILITY, worstPlaces } from "./places.ts";
import type { CheckRenderer } from "./renderer.ts";
import { changeText, figureText, groupName, limitText, thresholdText, verdictLine, whyText } from "./words.ts";

/** GitHub shows no more of a kind in one step, and drops the rest without a word. */
const MOST_OF_A_KIND = 10;

interface Annotation {
  readonly title: string;
  readonly message: string;
}
type Kind = "error" | "warning" | "notice";

const data = (text: string): string =>
  inert(text.replaceAll(GLUE, " ")).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const command = (kind: Kind, { title, message }: Annotation): string =>
  `::${kind} title=${property(title)}::${data(message)}`;

const kindLines = (kind: Kind, all: readonly Annotation[]): readonly string[] => {
  if (all.length <= MOST_OF_A_KIND) return all.map((one) => command(kind, one));
  const shown = all.slice(0, MOST_OF_A_KIND - 1);
  const more = all.length - shown.length;
  const rest = {
    title: "cancellog",
    message: `and ${whole(more)} more of this kind; the job summary and -f json have them`,
  };
  return [...shown, rest].map((one) => command(kind, one));
};

const errorsOf = (gate: CheckedGate): readonly Annotation[] => {
  const why = whyText(gate);
  if (why !== null) return [{ title: gate.expression, message: `cannot be decided: ${why}` }];
  if (gate.state !== "crossed") return [];
  if (gate.groups === null)
    return [{ title: gate.expression, message: `${figureText(gate, gate)}; ${thresholdText(gate)}` }];
  return gate.groups
    .filter(({ state }) => state === "crossed")
    .map((group) => ({ title: gate.expression, message: `${groupName(group)}: ${figureText(gate, group)}` }));
};

/** Puts the first of every gate before the second of any: one with many groups must not push the others out. */
const oneOfEachFirst = (gates: readonly (readonly Annotation[])[]): readonly Annotation[] =>
  gates
    .flatMap((all) => all.map((annotation, rank) => ({ annotation, rank })))
    .sort((a, b) => a.rank - b.rank)
    .map(({ annotation }) => annotation);

/** Where it was worst, by family and facility: what gates on the whole log do not tell. */
const worstAnnotations = (check: Check, report: Report): readonly Annotation[] => {
  if (check.gates.some(({ by, family }) => by === FACILITY && family !== null)) return [];
  const past = check.gates.flatMap(({ state, family }) => (state === "passed" || family === null ? [] : [family]));
  return [...new Set(past)]
    .flatMap((family) => worstPlaces(report, family).map((place) => ({ family, ...place })))
    .sort((a, b) => b.late * a.of - a.late * b.of)
    .slice(0, MOST_OF_A_KIND)
    .map(({ family, name, late, of }) => ({
      title: `${family} at ${name}`,
      message: `${percent(late, of)} missed or overdue (${whole(late)} of ${whole(of)} whose limit has passed)`,
    }));
};

const betterThings = ({ gates }: Check): readonly Annotation[] =>
  gates.flatMap((gate) =>
    [
      ...(gate.groups === null ? [{ name: "", ...gate }] : []),
      ...(gate.groups ?? []).map((group) => ({ name: `${groupName(group)}: `, ...group })),
    ]
      .filter(({ baseline, state }) => baseline?.change === "better" || state === "known")
      .map((one) => ({
        title: gate.expression,
        message: `${one.name}${figureText(gate, one)}; ${changeText(gate, one.baseline) ?? ""}`,
      })),
  );

/**
 * Renders a check as annotations of GitHub Actions: an error for each gate or group past its threshold, a warning for
 * each of the worst facilities, a notice for what got better; ten of a kind at the most.
 */
export const checkGithub: CheckRenderer = (check, report) => {
  const errors = [
    ...check.limits
      .filter(({ exceeded }) => exceeded)
      .map((limit) => ({ title: limit.option, message: limitText(limit) })),
    ...oneOfEachFirst(check.gates.map(errorsOf)),
  ];
  const lines = [
    ...kindLines("error", errors),
    ...kindLines("warning", worstAnnotations(check, report)),
    ...kindLines("notice", betterThings(check)),
    inert(verdictLine(check)),
  ];
  return `${lines.join("\n")}\n`;
};
