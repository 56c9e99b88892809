import type { FieldName } from "../model/fields.ts";
import type { Mapping } from "../model/mapping.ts";
import { headerSpelling } from "./cell.ts";
import { looksLikeData } from "./dataRow.ts";
import { type FieldColumns, fieldOfHeader, lackingColumns, surveyHeader } from "./header.ts";
import type { Cells } from "./parse.ts";
import type { Delimiter, Layout } from "./scanLayout.ts";

/** What the user says of the sources, and the mappings that may be detected. */
export interface Understanding {
  readonly keyFields: readonly FieldName[];
  readonly delimiter: Delimiter | undefined;
  /** A mapping asked for. */
  readonly mapping: Mapping | null;
  /** Mappings to detect from the header, where none was asked for. */
  readonly presets: readonly Mapping[];
}

/** A header that may be one: a row, or two rows joined. */
export interface Candidate {
  readonly layout: Layout;
  /** Index of its first row, and how many rows it takes. */
  readonly row: number;
  readonly depth: 1 | 2;
  readonly columns: readonly string[];
  readonly mapping: Mapping | null;
  readonly mapped: FieldColumns;
  readonly lacking: number;
  /** It lacks something, and looks like a record. */
  readonly isData: boolean;
  /** Rows after it that have as many cells. */
  readonly fitting: number;
}

/** Rows at the start of a source among which the header is looked for. */
const HEADER_WITHIN = 30;

/** Joins a header over two lines: `Appointment` above `ID` is `Appointment ID`; a merged cell spans those after it. */
const joinRows = (upper: Cells, lower: Cells): string[] => {
  let group = "";
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const over = upper[i] ?? "";
    const under = lower[i] ?? "";
    if (over !== "") group = over;
    if (under === "") return over;
    const grouped = `${group} ${under}`;
    const ownWay = over === "" && fieldOfHeader(grouped) === null && fieldOfHeader(under) !== null;
    return group === "" || ownWay ? under : grouped;
  });
};

/** Finds the shipped mapping whose headers are all there; of several the one that asks for most. */
export const detectMapping = (columns: readonly string[], presets: readonly Mapping[]): Mapping | null => {
  const held = new Set(columns.map(headerSpelling));
  const fits = presets.filter(
    ({ detect }) => detect.length > 0 && detect.every((name) => held.has(headerSpelling(name))),
  );
  return fits.toSorted((a, b) => b.detect.length - a.detect.length)[0] ?? null;
};

const candidate = (
  layout: Layout,
  row: number,
  depth: 1 | 2,
  columns: readonly string[],
  given: Understanding,
): Candidate => {
  const mapping = given.mapping ?? detectMapping(columns, given.presets);
  const { mapped } = surveyHeader(columns, mapping);
  const width = trimmedWidth(columns);
  const fitting = layout.rows
    .slice(row + depth)
    .filter(({ cells }) => trimmedWidth(cells) <= columns.length && cells.length >= width);
  const lacking = lackingColumns(mapped, given.keyFields).length;
  const isData = lacking > 0 && looksLikeData(columns);
  return { layout, row, depth, columns, mapping, mapped, lacking, isData, fitting: fitting.length };
};

/** Counts the cells up to the last that is not blank. */
export const trimmedWidth = (cells: Cells): number => cells.findLastIndex((cell) => cell !== "") + 1;

const candidatesOf = (layout: Layout, given: Understanding): readonly Candidate[] => {
  const found: Candidate[] = [];
  for (const [row, { cells }] of layout.rows.slice(0, HEADER_WITHIN).entries()) {
    const single = candidate(layout, row, 1, cells, given);
    found.push(single);
    // A header that lacks nothing is the one: what follows it are records.
    if (single.lacking === 0) break;
    const below = layout.rows[row + 1];
    if (below === undefined || !cells.some((cell) => cell !== "")) continue;
    const double = candidate(layout, row, 2, joinRows(cells, below.cells), given);
    // Two lines only where together they say more than each of them alone.
    const lower = candidate(layout, row + 1, 1, below.cells, given);
    if (double.lacking < Math.min(single.lacking, lower.lacking)) found.push(double);
  }
  return found;
};

/**
 * The better header: one that lacks nothing, or else no record, which a word such as `Provider` in it does not make a
 * header; more of what is required, more columns known, more rows that fit, and the earlier one.
 */
const better = (a: Candidate, b: Candidate): number =>
  Math.sign(a.lacking) - Math.sign(b.lacking) ||
  Number(a.isData) - Number(b.isData) ||
  a.lacking - b.lacking ||
  b.mapped.size - a.mapped.size ||
  b.fitting - a.fitting ||
  b.columns.length - a.columns.length ||
  a.row - b.row;

/**
 * Finds the header among the first rows, under each way to read them. Once one delimiter gives a header that lacks
 * nothing, the others are not tried: its names cannot hold another delimiter too.
 */
export const bestHeader = (layouts: readonly Layout[], given: Understanding): Candidate | undefined => {
  const found: Candidate[] = [];
  let settled: Layout["delimiter"] | null = null;
  for (const layout of layouts) {
    if (settled !== null && layout.delimiter !== settled) break;
    const candidates = candidatesOf(layout, given);
    found.push(...candidates);
    if (candidates.some(({ lacking }) => lacking === 0)) settled = layout.delimiter;
  }
  return found.sort(better)[0];
};
