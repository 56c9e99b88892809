import { bar, sparkline } from "./bar.ts";
import type { Group } from "./groups.ts";
import { percent, whole } from "./numbers.ts";
import { type Block, MARGIN, type Page } from "./page.ts";
import { layRows } from "./table.ts";
import { clip, padEnd } from "./width.ts";

const BAR = { least: 8, most: 40 } as const;
const KEY = { least: 16, most: 36 } as const;
const SHARE_WIDTH = 7;
const GAPS = 3 * 2;
const INDENT = "  ";

/** Columns for the names: the same in every breakdown, so that all bars begin under one another. */
const keyWidth = ({ width }: Page): number => Math.min(KEY.most, Math.max(KEY.least, Math.floor(width * 0.32)));

/** Draws a line a group: name, share, counts, and a bar whose full length is 100 %. */
export const groupBars = (groups: readonly Group[], largest: number, page: Page): Block => {
  const keys = keyWidth(page);
  const counts = `${whole(largest)} of ${whole(largest)}`.length;
  const room = page.width - MARGIN.length - INDENT.length - keys - SHARE_WIDTH - counts - GAPS;
  const bars = Math.min(BAR.most, room);
  const rows = groups.map(({ key, late, rated }) => [
    INDENT + padEnd(clip(key, keys), keys),
    percent(late, rated).padStart(SHARE_WIDTH),
    `${whole(late)} of ${whole(rated)}`.padStart(counts),
    ...(bars < BAR.least ? [] : [page.paint.overdue(bar(late / rated, bars))]),
  ]);
  return layRows(rows, ["left", "right", "right", "left"]);
};

/** Draws many groups in their order as one column each, some lines of them, each line named by its first group. */
export const groupSparkline = (groups: readonly Group[], page: Page): Block => {
  const keys = keyWidth(page);
  const each = page.measure - MARGIN.length - INDENT.length - keys - 2;
  const lines: string[] = [];
  for (let i = 0; i < groups.length; i += each) {
    const part = groups.slice(i, i + each);
    const drawn = sparkline(part.map(({ late, rated }) => late / rated));
    const label = padEnd(clip(part[0]?.key ?? "", keys), keys);
    lines.push(`${MARGIN}${INDENT}${label}  ${page.paint.overdue(drawn)}`);
  }
  return lines;
};
