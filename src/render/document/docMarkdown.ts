import { address, code, inline, list, name, prose, table } from "../markdown/words.ts";
import { NOTHING, shownCell, standsRight } from "../tables/shown.ts";
import type { DataTable } from "../tables/table.ts";
import { UNKNOWN } from "../text/groups.ts";
import { type Doc, type DocBlock, type Run, SYNTHETIC } from "./document.ts";

const LONGEST = 300;

const runText = (run: Run, i: number): string => {
  if (typeof run === "string") return i === 0 ? prose(run) : inline(run);
  if ("code" in run) return code(run.code);
  return "strong" in run ? `**${inline(run.strong)}**` : address(run.link);
};

const runsText = (runs: readonly Run[]): string => runs.map(runText).join("");

const tableText = ({ columns, rows }: DataTable): string =>
  table(
    columns.map(({ head, kind }) => [inline(head), standsRight(kind) ? "right" : "left"] as const),
    rows.map((row) =>
      columns.map(({ kind }, i) => {
        const cell = row[i] ?? null;
        if (cell === null) return i === 0 ? UNKNOWN : NOTHING;
        const shown = shownCell(kind, cell, LONGEST);
        if (kind === "text") return name(shown, LONGEST);
        return standsRight(kind) ? shown : inline(shown);
      }),
    ),
  );

const BLOCKS: { readonly [K in DocBlock["kind"]]: (block: Extract<DocBlock, { kind: K }>) => readonly string[] } = {
  paragraph: ({ runs }) => [runsText(runs)],
  heading: ({ text }) => [`### ${inline(text)}`],
  list: ({ items }) => [list(items.map(runsText))],
  terms: ({ entries }) => [
    list(entries.map(([term, told]) => `**${inline(term)}**: ${told.map((run) => runText(run, 1)).join("")}`)),
  ],
  table: ({ table: held }) => (held.rows.length === 0 ? [] : [tableText(held)]),
  panels: ({ tables }) =>
    tables.filter(({ rows }) => rows.length > 0).flatMap((held) => [`### ${inline(held.title)}`, tableText(held)]),
  chart: ({ table: held }) => (held === null || held.rows.length === 0 ? [] : [tableText(held)]),
};

/** Writes blocks as Markdown. */
export const blocksMarkdown = (blocks: readonly DocBlock[]): readonly string[] =>
  blocks.flatMap((block) => (BLOCKS[block.kind] as (one: DocBlock) => readonly string[])(block));

/** Writes a document as Markdown for GitHub. */
export const docMarkdown = ({ synthetic, title, kicker, head, sections, foot }: Doc): string => {
  const blocks = [
    ...(synthetic ? [`> **${SYNTHETIC}**`] : []),
    `# ${inline(title)}`,
    ...(kicker === "" ? [] : [prose(kicker)]),
    ...blocksMarkdown(head),
    ...[...sections, foot].flatMap((section) => [`## ${inline(section.title)}`, ...blocksMarkdown(section.blocks)]),
  ];
  return `${blocks.join("\n\n")}\n`;
};
