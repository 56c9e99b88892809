import { parse } from "csv-parse/sync";
import type { ListedHoliday } from "../model/calendarFile.ts";
import { failure } from "../model/failure.ts";
import { trimCell } from "./cell.ts";

/** A row of the list, and the line it stands on. */
export interface CsvHoliday extends ListedHoliday {
  readonly line: number;
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const cellsOf = ({ record }: Row): readonly string[] => record.map(trimCell);

/**
 * Reads a list of holidays from CSV: a header with `date` and `name`, maybe `law`, then a day a line.
 * @throws Failure `pack-error` with the line.
 */
export const readCalendarCsv = (source: string, path: string): readonly CsvHoliday[] => {
  const fail = (line: number, message: string) =>
    failure("pack-error", { path, line, column: 1, where: "", message: message.replace(/\.$/, "") });
  let rows: readonly Row[];
  try {
    rows = parse(source, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    throw fail((error as { readonly lines?: number }).lines ?? 1, `no CSV: ${(error as Error).message}`);
  }
  const [header, ...days] = rows;
  const names = header === undefined ? [] : cellsOf(header).map((name) => name.toLowerCase());
  const [date, name, law] = ["date", "name", "law"].map((column) => names.indexOf(column)) as [number, number, number];
  if (date < 0 || name < 0) throw fail(1, "takes a header with date and name, and maybe law, then a day a line");
  if (days.length === 0) throw fail(header?.info.lines ?? 1, "lists no day");
  return days.map((row) => {
    const cells = cellsOf(row);
    const line = row.info.lines;
    const own = { date: cells[date] ?? "", name: cells[name] ?? "", law: (law < 0 ? "" : cells[law]) || "as listed" };
    if (!/^\d{4}-\d{2}-\d{2}$/.test(own.date)) throw fail(line, `"${own.date}" is no date, YYYY-MM-DD`);
    if (own.name === "") throw fail(line, `${own.date} has no name`);
    return { ...own, line };
  });
};
