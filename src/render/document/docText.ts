import type { Style } from "../style.ts";
import { NOTHING, shownCell, standsRight } from "../tables/shown.ts";
import type { DataTable } from "../tables/table.ts";
import { UNKNOWN } from "../text/groups.ts";
import { type Block, MARGIN, note, type Page, pageOf, paragraph } from "../text/page.ts";
import { layTable } from "../text/table.ts";
import { GLUE, hang, wrap } from "../text/wrap.ts";
import { type Doc, type DocBlock, type DocSection, type Run, SYNTHETIC } from "./document.ts";

/** Columns that a name or a sentence may take in a table; what is cut is in every other form. */
const CELL = { text: 36, prose: 44 } as const;

const runsText = (runs: readonly Run[], page: Page): string =>
  runs
    .map((run) => {
      if (typeof run === "string") return run;
      if ("code" in run) return run.code;
      return "strong" in run ? page.paint.strong(run.strong) : run.link;
    })
    .join("");

/** Breaks the head of a column where it is longer than the figures below it need. */
const headText = (head: string): string => head.replace(/, /g, ",\n");

const tableBlocks = ({ columns, rows }: DataTable, page: Page): readonly Block[] =>
  rows.length === 0
    ? []
    : layTable(
        page,
        columns.map(({ head, kind }) => ({ head: headText(head), align: standsRight(kind) ? "right" : "left" })),
        rows.map((row) =>
          columns.map(({ kind }, i) => {
            const cell = row[i] ?? null;
            return cell === null
              ? i === 0
                ? UNKNOWN
                : NOTHING
              : shownCell(kind, cell, kind === "prose" ? CELL.prose : CELL.text);
          }),
        ),
      );

type Writers = {
  readonly [K in DocBlock["kind"]]: (block: Extract<DocBlock, { kind: K }>, page: Page) => readonly Block[];
};
const BLOCKS: Writers = {
  paragraph: ({ tone, runs }, page) => [(tone === "note" ? note : paragraph)(page, runsText(runs, page))],
  heading: ({ text }, page) => [paragraph(page, text).map((line) => page.paint.title(line))],
  list: ({ items }, page) => [items.flatMap((item) => hang(`${MARGIN}- `, runsText(item, page), page.measure))],
  terms: ({ entries }, page) => [
    entries.flatMap(([term, told]) => hang(`${MARGIN}${term}: `, runsText(told, page), page.measure)),
  ],
  table: ({ table, folded }, page) => (folded && !page.verbose ? [] : tableBlocks(table, page)),
  panels: ({ tables }, page) => tables.flatMap((table) => tableBlocks(table, page)),
  chart: ({ table, brief }, page) => {
    const shown = page.verbose ? table : (brief ?? table);
    return shown === null ? [] : tableBlocks(shown, page);
  },
};

/** Writes blocks for a terminal; tables that a page folds away are written where every row is asked for. */
export const blocksText = (blocks: readonly DocBlock[], page: Page): readonly Block[] =>
  blocks.flatMap((block) => (BLOCKS[block.kind] as (one: DocBlock, on: Page) => readonly Block[])(block, page));

const sectionBlocks = ({ title, blocks }: DocSection, page: Page): readonly Block[] => [
  ["", page.paint.title(title)],
  ...blocksText(blocks, page),
];

/** Writes a document for a terminal. */
export const docText = ({ synthetic, title, head, sections, foot }: Doc, style: Style): string => {
  const page = pageOf(style);
  const blocks: readonly Block[] = [
    synthetic ? wrap(SYNTHETIC, page.width).map((line) => page.paint.warning(line)) : [],
    wrap(title, page.width).map((line) => page.paint.strong(line)),
    ...blocksText(head, page),
    ...[...sections, foot].flatMap((section) => sectionBlocks(section, page)),
  ];
  const lines = blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : ["", ...block]));
  return `${lines.join("\n").replaceAll(GLUE, " ")}\n`;
};
