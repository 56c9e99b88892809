import { percent, whole } from "../../text/numbers.ts";
import { el, type Markup } from "../markup.ts";
import { label } from "../section.ts";

/** What is not told of a cell, and the mark that stands for it. */
export interface HiddenCell {
  readonly mark: string;
  readonly title: string;
}

/** One cell: of those rated, how many were missed or overdue; null where no rule bound anybody. */
export interface HeatCell {
  readonly late: number;
  readonly rated: number;
}

export interface HeatColumn {
  readonly name: string;
  /** A second line below the name; empty for none. */
  readonly under: string;
}

export interface HeatRow {
  readonly name: string;
  readonly cells: readonly (HeatCell | HiddenCell | null)[];
}

const SHADES = 10;

/** Says which shade a share has: ten of equal steps, so that two reports can be laid side by side. */
export const shadeOf = (share: number): number => Math.min(SHADES - 1, Math.floor(percentIn(share) / SHADES));

/** The figure that stands in the cell, so that no two cells of one figure differ in shade. */
const percentIn = (share: number): number => Math.round(share * 100);

/** Writes it; what is not nothing never reads as 0, and what is not all never as 100. */
const figureIn = (share: number): string => {
  const figure = percentIn(share);
  if (figure === 0 && share > 0) return "<1";
  return figure === 100 && share < 1 ? ">99" : String(figure);
};

/** Draws a heat map as the table that it is: a shade and a number in each cell. */
export const heatMap = (
  corner: string,
  columns: readonly HeatColumn[],
  rows: readonly HeatRow[],
  least: number,
  caption: string,
): Markup =>
  el(
    "div",
    { class: "scroll", role: "group", "aria-label": caption, tabindex: 0 },
    el(
      "table",
      { class: "heatmap" },
      el("caption", {}, caption),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, label(corner)),
          columns.map(({ name, under }) => el("th", { scope: "col" }, label(name), under !== "" && [el("br"), under])),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map(({ name, cells }) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, el("span", { class: "clamped", title: label(name) }, label(name))),
            cells.map((cell) => cellView(cell, least)),
          ),
        ),
      ),
    ),
  );

const cellView = (cell: HeatCell | HiddenCell | null, least: number): Markup => {
  if (cell !== null && "mark" in cell) return el("td", { class: "few", title: cell.title }, cell.mark);
  if (cell === null || cell.rated === 0) return el("td", {});
  const { late, rated } = cell;
  const title = `${whole(late)} of ${whole(rated)}`;
  if (rated < least) return el("td", { class: "few", title }, "·");
  const share = late / rated;
  return el("td", { class: `h${shadeOf(share)}`, title: `${title} (${percent(late, rated)})` }, figureIn(share));
};

/** Draws the scale of shades. */
export const heatScale = (): Markup =>
  el(
    "ol",
    { class: "heat-scale", "aria-label": "Shades, from 0 % to 100 % missed or overdue" },
    Array.from({ length: SHADES }, (_, shade) =>
      el(
        "li",
        { class: `h${shade}` },
        `${shade * SHADES}`,
        el("span", { class: "sr" }, ` % to ${(shade + 1) * SHADES} %`),
      ),
    ),
  );
