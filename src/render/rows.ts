/** Rows of findings and rejects as CSV and as NDJSON. */
export type Cell = string | number | null;
export type RowFormat = "csv" | "ndjson";

/** What a spreadsheet would run as a formula when it opens a cell that starts with it. */
const FORMULA = /^[=+\-@\t\r\n]/;

/**
 * Writes one CSV cell: quoted where it must be, and a text that a spreadsheet would take for a formula gets an
 * apostrophe before it, since it came out of a hostile file (OWASP, CSV Injection). Numbers are our own.
 */
export const csvCell = (cell: Cell): string => {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const inert = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t]/.test(inert) || inert !== inert.trim() ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** Writes the head of a file of rows; NDJSON has none. */
export const rowsHead = (columns: readonly string[], format: RowFormat): string =>
  format === "csv" ? `${columns.join(",")}\n` : "";

/** Writes one row, its columns in their order. */
export const rowText = (row: Readonly<Record<string, Cell>>, columns: readonly string[], format: RowFormat): string =>
  format === "csv"
    ? `${columns.map((column) => csvCell(row[column] ?? null)).join(",")}\n`
    : `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`;
