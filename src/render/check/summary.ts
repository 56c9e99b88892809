import type { Check, CheckedGate } from "../../model/check.ts";
import { inert } from "../../model/inert.ts";
import { whole } from "../text/numbers.ts";
import { GLUE } from "../text/wrap.ts";
import {
  changeText,
  figureText,
  groupName,
  limitText,
  STATE_WORDS,
  shortFigure,
  verdictLine,
  whyText,
} from "./words.ts";

/** A summary may be 1 MiB in all; nobody reads on after these. */
const MOST_GROUPS = 20;

/** Makes a text of the data plain in Markdown and in the HTML that it may hold. */
const plain = (text: string): string =>
  inert(text.replaceAll(GLUE, " "))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~@]/g, "\\$&");

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const gateRow = (gate: CheckedGate): string => {
  const why = whyText(gate);
  const figure = why === null ? figureText(gate, gate) : `cannot be decided: ${why}`;
  const change = gate.groups === null ? changeText(gate, gate.baseline) : null;
  return row(STATE_WORDS[gate.state], plain(gate.expression), plain(change === null ? figure : `${figure}; ${change}`));
};

const groupTable = (gate: CheckedGate): readonly string[] => {
  const { groups, by } = gate;
  if (groups === null || by === null || groups.length === 0) return [];
  const shown = groups.slice(0, MOST_GROUPS);
  const left = groups.length - shown.length;
  return [
    "",
    `### ${plain(gate.expression)}`,
    "",
    row(plain(by), "", "", ...(shown[0]?.baseline === null ? [] : ["baseline"])),
    row("---", "---", "---:", ...(shown[0]?.baseline === null ? [] : ["---"])),
    ...shown.map((group) => {
      const change = changeText(gate, group.baseline);
      const cells = [plain(groupName(group)), STATE_WORDS[group.state], plain(shortFigure(gate, group))];
      return row(...cells, ...(change === null ? [] : [plain(change)]));
    }),
    ...(left === 0 ? [] : ["", `and ${whole(left)} more.`]),
  ];
};

/** Renders a check as the Markdown of a job summary. */
export const checkSummary = (check: Check): string =>
  [
    `## cancellog: ${plain(verdictLine(check))}`,
    "",
    ...(check.synthetic ? ["**SYNTHETIC DATA: generated; no real appointments or persons.**", ""] : []),
    row("", "gate", "figure"),
    row("---", "---", "---"),
    ...check.gates.map(gateRow),
    ...check.limits.map((limit) => row(limit.exceeded ? "EXCEEDED" : "within", limit.option, plain(limitText(limit)))),
    ...check.gates.flatMap(groupTable),
    "",
    plain(
      `As of ${check.asOf}; pack ${check.packs.map(({ id, version }) => `${id} ${version}`).join(", ")}; ` +
        `${check.tool.name} ${check.tool.version}` +
        (check.baseline === null ? "" : `; baseline as of ${check.baseline.asOf}`),
    ),
    "",
    "",
  ].join("\n");
