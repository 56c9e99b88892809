import type { Report } from "../../model/report.ts";
import { claimsTable } from "../claims.ts";
import { type Cell, csvCell } from "../rows.ts";
import type { FolderRenderer, RenderedFile, TableStyle } from "../style.ts";
import { tame } from "../tame.ts";
import { assumptionsTable, inputsTable, problemsTable, reconciliationTable, undecidedTable } from "./data.ts";
import { crosstabTable, groupsTable, groupVerdictsTable, waitsTable } from "./groups.ts";
import {
  continuityTable,
  groupsLostTable,
  lastSeenTable,
  noticeDaysTable,
  noticeTable,
  outOfNetworkTable,
  providersTable,
  sensitivityTable,
  sessionsTable,
} from "./more.ts";
import { familiesTable, headlineTable, outcomesTable, rulesTable } from "./overall.ts";
import { counts, type DataTable, texts } from "./table.ts";

const MARK = "\ufeff";

/** Lists every table that a report holds; one that was not computed is left out. */
export const tablesOf = (report: Report): readonly DataTable[] =>
  [
    headlineTable(report),
    outcomesTable(report),
    familiesTable(report),
    rulesTable(report),
    claimsTable(report),
    ...report.breakdowns.flatMap((breakdown) => [groupsTable(breakdown), groupVerdictsTable(breakdown)]),
    ...report.crosstabs.map((crosstab) => crosstabTable(crosstab)),
    ...report.curves.filter(({ steps }) => steps.length > 0).map(waitsTable),
    outOfNetworkTable(report),
    noticeTable(report),
    noticeDaysTable(report),
    continuityTable(report),
    providersTable(report),
    lastSeenTable(report),
    groupsLostTable(report),
    sessionsTable(report),
    sensitivityTable(report),
    undecidedTable(report),
    reconciliationTable(report),
    problemsTable(report),
    assumptionsTable(report),
    inputsTable(report),
  ].filter((table) => table !== null);

const line = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(",")}\n`;

/** Writes a table; what is generated says so in every row, since rows are what is copied on. */
const fileText = ({ columns, rows }: DataTable, synthetic: boolean): string => {
  const mark: readonly Cell[] = synthetic ? ["true"] : [];
  const head = [...columns.map(({ key }) => key), ...(synthetic ? ["synthetic"] : [])];
  return line(head) + rows.map((row) => line([...row, ...mark])).join("");
};

/** Gives tables that share a name, as columns of foreign names may, names of their own. */
const distinctNames = (tables: readonly DataTable[]): readonly DataTable[] => {
  const taken = new Set<string>();
  return tables.map((table) => {
    let name = table.name;
    for (let i = 2; taken.has(name); i++) name = `${table.name}-${i}`;
    taken.add(name);
    return { ...table, name };
  });
};

const contentsTable = (tables: readonly DataTable[]): DataTable => ({
  name: "contents",
  title: "What is in this folder",
  columns: [texts("file", "File"), texts("title", "Title"), counts("rows", "Rows")],
  rows: tables.map(({ name, title, rows }) => [`${name}.csv`, title, rows.length]),
});

/** Writes tables as a folder of CSV files, one row of header in each; `contents.csv` lists them. */
export const tablesFolder = (
  all: readonly DataTable[],
  synthetic: boolean,
  { bom }: TableStyle,
): readonly RenderedFile[] => {
  const tables = distinctNames(all);
  return [contentsTable(tables), ...tables].map((table) => ({
    name: `${table.name}.csv`,
    text: (bom ? MARK : "") + fileText(table, synthetic),
  }));
};

/** Renders the report as tidy tables, a CSV file each. */
export const renderTables: FolderRenderer = (report, style) =>
  tablesFolder(tablesOf(tame(report)), report.synthetic, style);
