import type { Report } from "../model/report.ts";

/** How a terminal, or whatever stands in for one, wants its text. */
export interface Style {
  /** Columns to fill. */
  readonly width: number;
  readonly color: boolean;
  /** Every row of every table, not only the worst. */
  readonly verbose: boolean;
}

/** Makes text of a report: a pure function, without clock, locale, file system or terminal. */
export type Renderer = (report: Report, style: Style) => string;

/** One file of a folder that a renderer makes. */
export interface RenderedFile {
  readonly name: string;
  readonly text: string;
}

/** How a spreadsheet wants its tables. */
export interface TableStyle {
  /** Begin each file with the byte order mark by which some spreadsheets know UTF-8. */
  readonly bom: boolean;
}

/** Makes a folder of files of a report, as purely as a renderer makes text. */
export type FolderRenderer = (report: Report, style: TableStyle) => readonly RenderedFile[];
