import type { ReportFamily } from "../../model/report.ts";
import type { Verdict } from "../../model/verdict.ts";
import { dealColumns } from "./bar.ts";
import { MARGIN, type Page } from "./page.ts";
import type { Paint } from "./paint.ts";

/** Verdicts of those whom a rule binds. */
export type Binding = Exclude<Verdict, "not-applicable">;

interface Look {
  /** Its own fill character, so that it can be told without color. */
  readonly fill: string;
  readonly brush: keyof Paint;
}

/** How each verdict is drawn, in the order of the bar: best first, the open and the unknown last. */
const LOOKS: Readonly<Record<Binding, Look>> = {
  met: { fill: "█", brush: "met" },
  missed: { fill: "▓", brush: "missed" },
  overdue: { fill: "▒", brush: "overdue" },
  pending: { fill: "░", brush: "open" },
  exempt: { fill: "░", brush: "open" },
  undetermined: { fill: "·", brush: "undetermined" },
};

export const BINDING = Object.keys(LOOKS) as readonly Binding[];

/** Draws `columns` of a verdict's fill. */
export const fillOf = (verdict: Binding, columns: number, { paint }: Page): string =>
  paint[LOOKS[verdict].brush](LOOKS[verdict].fill.repeat(columns));

/** Draws all verdicts of a family as one bar; those that bind nobody are not part of it. */
export const verdictBar = (counts: ReportFamily["counts"], page: Page): string => {
  const shown = BINDING.filter((verdict) => counts[verdict] > 0);
  const columns = dealColumns(
    shown.map((verdict) => counts[verdict]),
    page.measure - 2 * MARGIN.length,
  );
  return MARGIN + shown.map((verdict, i) => fillOf(verdict, columns[i] ?? 0, page)).join("");
};
