import {
  PUBLISHED_CLASSES,
  type Published,
  type PublishedBreakdown,
  type PublishedCrosstab,
  type PublishedFamily,
  type PublishedFigures,
} from "../../model/published.ts";
import { compareKeys } from "../../model/utf8Order.ts";
import { type Column, stackedColumns } from "../html/charts/columns.ts";
import { type HeatColumn, type HeatRow, heatMap, heatScale } from "../html/charts/heat.ts";
import { length } from "../html/charts/percent.ts";
import { rankedBars } from "../html/charts/rankedBars.ts";
import { legend, type Part, stackedBar } from "../html/charts/stackedBar.ts";
import { RESOLUTION_LOOKS } from "../html/looks.ts";
import { el, type Markup, together } from "../html/markup.ts";
import { briefDay, yearFrom } from "../html/sections/weeks.ts";
import { percent, whole } from "../text/numbers.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { CLASS_LOOKS, CLASS_WORDS, groupName, HIDDEN, HIDDEN_WORD } from "./words.ts";

const BAR = 22;
const LEAST_SEEN = 0.004;
/** Shares are drawn of so many at least. */
export const LEAST_DRAWN = 30;

const HIDDEN_PART = { name: "Hidden", look: "unknown" } as const;

/** The classes of a group as parts of a bar; what is hidden is the rest, in one. */
const partsOf = (figures: PublishedFigures, cancellations: number): readonly Part[] => {
  const shown = PUBLISHED_CLASSES.map((one) => ({
    name: CLASS_WORDS[one],
    count: figures.counts[one] ?? 0,
    look: CLASS_LOOKS[one],
  }));
  const rest = cancellations - shown.reduce((sum, { count }) => sum + count, 0);
  return [...shown, { ...HIDDEN_PART, count: rest }];
};

/** Names the colors of the classes. */
export const classLegend = (): Markup =>
  legend([...PUBLISHED_CLASSES.map((one) => ({ name: CLASS_WORDS[one], look: CLASS_LOOKS[one] })), HIDDEN_PART]);

/** Draws a family's classes as one bar. */
export const familyBar = ({ title, figures }: PublishedFamily, cancellations: number): Markup =>
  figures === null ? together() : el("figure", {}, stackedBar(partsOf(figures, cancellations), title));

/** Draws what became of the cancellations, a bar each; a hidden one has its mark and no bar. */
export const outcomeBars = ({ headline: { cancellations, resolution } }: Published): Markup =>
  el(
    "ol",
    { class: "ranked outcomes" },
    RESOLUTION_ORDER.map((key) => {
      const count = resolution?.[key] ?? null;
      const of = cancellations ?? 0;
      const share = count === null || of === 0 ? 0 : count / of;
      return el(
        "li",
        {},
        el("span", { class: "key" }, RESOLUTION_WORDS[key]),
        el(
          "svg",
          { class: "bar", height: BAR, "aria-hidden": "true", focusable: "false" },
          el("rect", { class: "track", width: "100%", height: BAR }),
          share > 0 &&
            el("rect", {
              class: `mark ${RESOLUTION_LOOKS[key]}`,
              width: length(Math.max(share, LEAST_SEEN)),
              height: BAR,
            }),
        ),
        el("span", { class: "share" }, count === null ? HIDDEN : percent(count, of)),
        el("span", { class: "of" }, count === null ? HIDDEN_WORD : whole(count)),
      );
    }),
  );

const weekColumns = ({ rows }: PublishedBreakdown, family: PublishedFamily): readonly Column[] =>
  rows.flatMap((row, i) => {
    const figures = row.families[family.id];
    if (figures === undefined) return [];
    const year = (row.key ?? "").slice(0, 4);
    const before = (rows[i - 1]?.key ?? "").slice(0, 4);
    return [
      {
        name: row.key === null ? "other" : briefDay(row.key),
        under: year === before ? "" : year,
        parts: partsOf(figures, row.cancellations),
      },
    ];
  });

/** Draws the cancellations week by week, with what a family says of them. */
export const weekChart = (breakdown: PublishedBreakdown, family: PublishedFamily): Markup => {
  const title = `Cancellations by week of the lost appointment: ${family.title}`;
  const told = breakdown.rows.map((row) => `${groupName(row)}: ${whole(row.cancellations)}`).join("; ");
  return together(classLegend(), stackedColumns(weekColumns(breakdown, family), title, told, "weeks-chart"));
};

/** Draws, for a breakdown by place, the share not met of each group that tells it, the worst first. */
export const placeBars = (breakdown: PublishedBreakdown, family: PublishedFamily): Markup => {
  const groups = breakdown.rows.flatMap((row) => {
    const rate = row.families[family.id]?.rate ?? null;
    return rate === null || rate.denominator < LEAST_DRAWN
      ? []
      : [{ key: groupName(row), late: rate.denominator - rate.numerator, rated: rate.denominator }];
  });
  const overall = family.figures?.rate ?? null;
  return rankedBars(
    [...groups].sort((a, b) => b.late * a.rated - a.late * b.rated || compareKeys(a.key, b.key)),
    overall === null ? null : 1 - overall.value,
  );
};

const heatRows = ({ cells }: PublishedCrosstab, family: PublishedFamily) => {
  const named = (side: "row" | "column"): readonly string[] => [
    ...new Set(cells.map((cell) => JSON.stringify(cell[side]))),
  ];
  const columns = [...named("column")].sort((a, b) => {
    const [x, y] = [JSON.parse(a), JSON.parse(b)] as const;
    return x.merged - y.merged || compareKeys(x.key, y.key);
  });
  const rows = named("row").map((row): HeatRow => {
    const cellsOf = cells.filter((cell) => JSON.stringify(cell.row) === row);
    return {
      name: groupName(JSON.parse(row)),
      cells: columns.map((column) => {
        const figures = cellsOf.find((cell) => JSON.stringify(cell.column) === column)?.families[family.id];
        if (figures === undefined) return null;
        if (figures.rate !== null)
          return { late: figures.rate.denominator - figures.rate.numerator, rated: figures.rate.denominator };
        const isHidden = figures.counts.met === null || figures.counts.notMet === null;
        return isHidden ? { mark: HIDDEN, title: HIDDEN_WORD } : null;
      }),
    };
  });
  return { rows, columns: columns.map((column) => JSON.parse(column) as PublishedCrosstab["cells"][number]["column"]) };
};

/** Draws the share not met by region and week. */
export const heatChart = (crosstab: PublishedCrosstab, family: PublishedFamily): Markup => {
  const { rows, columns } = heatRows(crosstab, family);
  const weeks = columns.map(({ key }) => key);
  const names = columns.map(({ key }, i): HeatColumn => {
    if (key === null) return { name: "other", under: "" };
    return { name: briefDay(key), under: yearFrom(key, weeks[i - 1] ?? undefined) };
  });
  const caption = `Not met, % of those rated: ${family.title}, ${crosstab.rows} by ${crosstab.columns}`;
  return together(heatScale(), heatMap(crosstab.rows, names, rows, LEAST_DRAWN, caption));
};
