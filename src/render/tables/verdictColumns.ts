import type { Rate, ReportFamily } from "../../model/report.ts";
import type { Cell } from "../rows.ts";
import { BINDING } from "../text/verdictBar.ts";
import { counts, shares, type TableColumn } from "./table.ts";

/** The columns that follow whatever was judged: each verdict, and the rate with both its counts. */
export const VERDICT_COLUMNS: readonly TableColumn[] = [
  counts("rate_numerator", "Met, of rated"),
  counts("rate_denominator", "Rated"),
  shares("rate", "Rate"),
  ...BINDING.map((verdict) => counts(verdict, `${verdict.slice(0, 1).toUpperCase()}${verdict.slice(1)}`)),
  counts("not_applicable", "Not bound"),
];

/** Fills them. */
export const verdictCells = (held: ReportFamily["counts"], rate: Rate): readonly Cell[] => [
  rate.numerator,
  rate.denominator,
  rate.value,
  ...BINDING.map((verdict) => held[verdict]),
  held["not-applicable"],
];
