import type { Style } from "../style.ts";
import { type Paint, paintOf } from "./paint.ts";
import { hang } from "./wrap.ts";

/** What every section writes on. */
export interface Page {
  /** Columns of the whole page, the margin included. */
  readonly width: number;
  /** Columns that prose and bars fill: lines much longer than this are hard to follow back. */
  readonly measure: number;
  readonly verbose: boolean;
  readonly paint: Paint;
}

/** Lines that belong together; a blank line stands between blocks. */
export type Block = readonly string[];

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Spaces before all but the titles. */
export const MARGIN = "  ";
const MEASURE = 100;

/** Lays out the page that a style asks for. */
export const pageOf = ({ width, verbose, color }: Style): Page => ({
  width,
  measure: Math.min(width, MEASURE),
  verbose,
  paint: paintOf(color),
});

/** Breaks a text into lines behind the margin, or behind another mark. */
export const paragraph = (page: Page, text: string, mark = MARGIN): Block => hang(mark, text, page.measure);

/** Does the same in the background, for how to read what stands above. */
export const note = (page: Page, text: string, mark = MARGIN): Block =>
  paragraph(page, text, mark).map((line) => page.paint.quiet(line));
