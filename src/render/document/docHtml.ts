import { figuresBehind, tableView } from "../html/dataTable.ts";
import { type Child, el, type Markup, together } from "../html/markup.ts";
import { pageHtml } from "../html/page.ts";
import { linkTo, sectionView, terms } from "../html/section.ts";
import { type Doc, type DocBlock, type DocSection, type Run, SYNTHETIC } from "./document.ts";

const runView = (run: Run): Child => {
  if (typeof run === "string") return run;
  if ("code" in run) return el("code", {}, run.code);
  return "strong" in run ? el("strong", {}, run.strong) : linkTo(run.link);
};
const runsView = (runs: readonly Run[]): Child => runs.map(runView);

const TONES = { plain: null, lede: "lede", note: "note" } as const;

const BLOCKS: { readonly [K in DocBlock["kind"]]: (block: Extract<DocBlock, { kind: K }>) => Markup } = {
  paragraph: ({ tone, runs }) => el("p", { class: TONES[tone] }, runsView(runs)),
  heading: ({ text }) => el("h3", {}, text),
  list: ({ items }) =>
    el(
      "ul",
      {},
      items.map((item) => el("li", {}, runsView(item))),
    ),
  terms: ({ entries }) => terms(entries.map(([term, told]) => [term, runsView(told)] as const)),
  table: ({ table, folded }) => {
    if (table.rows.length === 0) return together();
    return folded ? figuresBehind(table) : tableView(table);
  },
  panels: ({ draw }) => draw(),
  chart: ({ draw, table }) => together(draw(), table !== null && figuresBehind(table)),
};

/** Writes blocks as pieces of a page. */
export const blocksHtml = (blocks: readonly DocBlock[]): Markup =>
  together(blocks.map((block) => (BLOCKS[block.kind] as (one: DocBlock) => Markup)(block)));

/** How many sections make a list of contents worth reading. */
const CONTENTS = 5;

const shownSection = ({ id, title, blocks }: DocSection): Markup =>
  sectionView({ id, title, body: blocksHtml(blocks) });

/** Writes a document as one page that needs nothing else. */
export const docHtml = ({ synthetic, title, kicker, head, sections, foot, onePage = false }: Doc): string =>
  pageHtml({
    title,
    onePage,
    banner: synthetic ? SYNTHETIC : null,
    header: together(kicker !== "" && el("p", { class: "kicker" }, kicker), el("h1", {}, title), blocksHtml(head)),
    contents: sections.length < CONTENTS ? [] : sections.map((section) => ({ id: section.id, title: section.title })),
    main: sections.map(shownSection),
    footer: together(el("h2", {}, foot.title), blocksHtml(foot.blocks)),
  });
