import type { Resolution } from "../../model/cancellation.ts";
import type { Report } from "../../model/report.ts";
import { bar } from "./bar.ts";
import { percent, whole } from "./numbers.ts";
import { MARGIN, type Page, type Section } from "./page.ts";
import { layRows, widthOfRows } from "./table.ts";

/** Plain words for what became of a cancellation, in the order in which they are printed: best first, unknown last. */
export const RESOLUTION_WORDS: Readonly<Record<Resolution, string>> = {
  rescheduled: "Rescheduled",
  "enrollee-canceled": "Rescheduled, then the enrollee canceled",
  offered: "Another date offered, none booked",
  recanceled: "Rescheduled, then canceled again",
  none: "No new appointment, no offer",
  unverified: "Cannot be told from the log",
};

export const RESOLUTION_ORDER = Object.keys(RESOLUTION_WORDS) as readonly Resolution[];

const BAR = { least: 8, most: 40 } as const;
const GAPS = 3 * 2;

/** Tells what became of the cancellations, a line and a bar each. */
export const resolutions = ({ headline: { cancellations, resolution } }: Report, page: Page): Section | null => {
  if (cancellations === 0) return null;
  const beside = RESOLUTION_ORDER.map((key) => [
    RESOLUTION_WORDS[key],
    whole(resolution[key]),
    percent(resolution[key], cancellations),
  ]);
  const room = page.measure - MARGIN.length - GAPS - widthOfRows(beside);
  const bars = Math.min(BAR.most, room);
  const rows = beside.map((row, i) => {
    const key = RESOLUTION_ORDER[i];
    return key === undefined || bars < BAR.least ? row : [...row, bar(resolution[key] / cancellations, bars)];
  });
  return { title: "What became of them", blocks: [layRows(rows, ["left", "right", "right", "left"])] };
};
