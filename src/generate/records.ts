import { faultOf, leaveOut, refuse, spoil, unmap } from "./faults.ts";
import { cellsOf, type Form } from "./form.ts";
import type { Random } from "./random.ts";
import { earlierVersion, type Row } from "./row.ts";
import type { Episode } from "./visit.ts";

const lineOf = (cells: readonly string[]): string => `${cells.join(",")}\n`;

/** Text that is written where the record stands, and text that comes after the enrollee's other records. */
interface Written {
  readonly here: string;
  readonly later: string;
}

/** Writes one appointment: its record, and whatever fault goes with it. */
const written = (random: Random, form: Form, row: Row): Written => {
  const cells = cellsOf(form, row);
  const line = lineOf(cells);
  switch (faultOf(random)) {
    case "duplicates":
      return { here: line, later: line };
    case "olderVersions": {
      const older = lineOf(cellsOf(form, earlierVersion(row)));
      return random.percent(70) ? { here: older + line, later: "" } : { here: line, later: older };
    }
    case "rejected":
      return { here: line + lineOf(refuse(random, form, cells)), later: "" };
    case "unreadable":
      return { here: lineOf(spoil(random, form, cells)), later: "" };
    case "unmapped":
      return { here: lineOf(unmap(random, form, cells)), later: "" };
    case "missing":
      return { here: lineOf(leaveOut(random, form, cells)), later: "" };
    case null:
      return { here: line, later: "" };
  }
};

/** Writes all the records of one enrollee in a form. */
export const recordsOf = (random: Random, form: Form, episodes: readonly Episode[]): string => {
  let here = "";
  let later = "";
  for (const episode of episodes) {
    for (const [place, visit] of episode.entries()) {
      const next = episode[place + 1] ?? null;
      const row: Row = { visit, first: episode[0] ?? visit, previous: episode[place - 1] ?? null, next };
      if (!form.has(row)) continue;
      const text = written(random, form, row);
      here += text.here;
      later += text.later;
    }
  }
  return here + later;
};
