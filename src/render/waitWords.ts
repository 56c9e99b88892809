import type { ReportRule } from "../model/report.ts";
import { counted, whole } from "./text/numbers.ts";

type Wait = NonNullable<ReportRule["wait"]>;

const TENTH_OF_AN_HOUR = 360;
const HOURS_IN_TENTHS = 10;

/** Writes an elapsed time in words; hour clocks are kept in seconds, and shown to a tenth of an hour. */
export const elapsedInWords = (elapsed: number, unit: Wait["unit"]): string => {
  if (unit !== "s") return counted(elapsed, unit === "bd" ? "business day" : "calendar day");
  const tenths = Math.round(elapsed / TENTH_OF_AN_HOUR);
  const part = tenths % HOURS_IN_TENTHS;
  return `${whole(Math.floor(tenths / HOURS_IN_TENTHS))}${part === 0 ? "" : `.${part}`} hours`;
};

/** Says after how long half, and nine in ten, had care; or that so many had not by the end of the log. */
export const waitsInWords = ({ wait }: Pick<ReportRule, "wait">): readonly string[] => {
  // Without a longest wait there was nobody to wait.
  if (wait === null || wait.max === null) return [];
  const { median, p90, unit } = wait;
  if (median === null) return ["fewer than half had care by as-of"];
  return [
    `half had care within ${elapsedInWords(median, unit)}`,
    p90 === null ? "fewer than 90 % had care by as-of" : `90 % within ${elapsedInWords(p90, unit)}`,
  ];
};
