import type { Check, CheckedGate, CheckedGroup, GateState } from "../../model/check.ts";
import { inert, inertDocument } from "../../model/inert.ts";
import type { Report } from "../../model/report.ts";
import { counted, percent, whole } from "../text/numbers.ts";
import { type Block, MARGIN, type Page, pageOf, paragraph } from "../text/page.ts";
import type { Paint } from "../text/paint.ts";
import { clip } from "../text/width.ts";
import { GLUE, hang } from "../text/wrap.ts";
import { FACILITY, worstPlaces } from "./places.ts";
import type { CheckRenderer } from "./renderer.ts";
import {
  changeText,
  figureText,
  groupName,
  limitText,
  STATE_WORDS,
  shortFigure,
  thresholdText,
  verdictLine,
  whyText,
} from "./words.ts";

const STATE_WIDTH = 11;
const WORST = 5;
const WORST_PLACES = 3;
const LONGEST_NAME = 40;

const BRUSH: Readonly<Record<GateState, keyof Paint>> = {
  passed: "met",
  known: "open",
  crossed: "overdue",
  undecided: "warning",
};

const BEHIND = `${MARGIN}${" ".repeat(STATE_WIDTH)}`;

const groupLine = (gate: CheckedGate, group: CheckedGroup, page: Page): Block => {
  const change = changeText(gate, group.baseline);
  const open = group.state === "undecided" ? `; ${counted(group.undetermined, "cancellation")} undetermined` : "";
  const told = `${clip(groupName(group), LONGEST_NAME)}: ${shortFigure(gate, group)}${open}${change === null ? "" : `; ${change}`}`;
  return hang(`${BEHIND}${group.state === "crossed" ? "> " : "  "}`, told, page.width);
};

const groupLines = (gate: CheckedGate, page: Page): Block => {
  if (gate.groups === null) return [];
  const shown = page.verbose ? gate.groups : gate.groups.slice(0, WORST);
  const crossed = gate.groups.filter(({ state }) => state === "crossed").length;
  const small = gate.tooSmall === 0 ? "" : `, ${gate.tooSmall} too small to judge`;
  const head = `${crossed} of ${counted(gate.groups.length, "group")} by ${gate.by ?? ""} past it${small}${shown.length === 0 ? "" : "; the worst:"}`;
  return [...hang(BEHIND, head, page.width), ...shown.flatMap((group) => groupLine(gate, group, page))];
};

const withRate = (late: number, of: number): string => `${percent(late, of)} (${whole(late)} of ${whole(of)})`;

/** Says of a gate on the whole log where it was worst, if it is past its threshold. */
const placeLines = (gate: CheckedGate, report: Report, page: Page): Block => {
  if (gate.groups !== null || gate.family === null || (gate.state !== "crossed" && gate.state !== "known")) return [];
  const places = worstPlaces(report, gate.family).slice(0, WORST_PLACES);
  if (places.length === 0) return [];
  const told = places.map(({ name, late, of }) => `${clip(inert(name), LONGEST_NAME)} ${withRate(late, of)}`);
  return hang(BEHIND, `Missed or overdue, worst by ${FACILITY}: ${told.join("; ")}`, page.width);
};

const gateBlock = (gate: CheckedGate, report: Report, page: Page): Block => {
  const word = STATE_WORDS[gate.state].padEnd(STATE_WIDTH);
  const [first = "", ...more] = hang(`${MARGIN}${word}`, gate.expression, page.width);
  const change = gate.groups === null ? changeText(gate, gate.baseline) : null;
  const why = whyText(gate);
  const figure = [`${figureText(gate, gate)}; ${thresholdText(gate)}`, ...(change === null ? [] : [change])].join("; ");
  return [
    first.replace(word.trimEnd(), (state) => page.paint[BRUSH[gate.state]](state)),
    ...more,
    ...hang(BEHIND, figure, page.width),
    ...(why === null ? [] : hang(BEHIND, `Cannot be decided: ${why}.`, page.width)),
    ...groupLines(gate, page),
    ...placeLines(gate, report, page),
  ];
};

const limitLines = ({ limits }: Check, page: Page): Block =>
  limits.flatMap((limit) => {
    const word = (limit.exceeded ? "EXCEEDED" : "within").padEnd(STATE_WIDTH);
    const [first = "", ...more] = hang(`${MARGIN}${word}`, limitText(limit), page.width);
    const painted = limit.exceeded ? first.replace("EXCEEDED", page.paint.warning("EXCEEDED")) : first;
    return [painted, ...more];
  });

const madeFrom = (check: Check, page: Page): Block => {
  const { asOf, asOfFrom, packs, engine, tool, baseline, config, inputs } = check;
  const told = [
    `${counted(inputs.length, "input")}, as of ${asOf} (${asOfFrom === "option" ? "--as-of" : `the latest ${asOfFrom}`})`,
    `pack ${packs.map(({ id, version }) => `${id} ${version}`).join(", ")}`,
    ...(baseline === null ? [] : [`baseline ${baseline.path}, as of ${baseline.asOf}`]),
    ...(config === null ? [] : [`options from ${config.path}`]),
    `${tool.name} ${tool.version}, engine ${engine.name}`,
  ];
  return paragraph(page, `${told.join("; ")}.`).map((line) => page.paint.quiet(line));
};

/** Renders a check for a terminal or a log: each gate with its figure and its worst groups, the verdict last. */
export const checkText: CheckRenderer = (given, report, style) => {
  const page = pageOf(style);
  const check = inertDocument(given);
  const blocks: readonly Block[] = [
    check.synthetic ? [page.paint.warning("SYNTHETIC DATA: generated; no real appointments or persons.")] : [],
    ...check.gates.map((gate) => gateBlock(gate, report, page)),
    limitLines(check, page),
    madeFrom(check, page),
    [page.paint.strong(verdictLine(check))],
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : ["", ...block]));
  return `${lines.join("\n").replaceAll(GLUE, " ")}\n`;
};
