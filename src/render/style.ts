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
