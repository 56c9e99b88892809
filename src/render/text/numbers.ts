import { GLUE } from "./wrap.ts";

/** Writes a whole number with a comma between thousands, whatever the locale of the machine. */
export const whole = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** Picks the form of a noun that goes with a number. */
export const noun = (n: number, one: string, many = `${one}s`): string => (n === 1 ? one : many);

/** Writes a number with its noun: "1 appointment", "3,354 group sessions". */
export const counted = (n: number, one: string, many?: string): string => `${whole(n)} ${noun(n, one, many)}`;

/**
 * Writes a share with one decimal. What is not nothing never reads as 0.0 %, and what is not all never as 100.0 %: a
 * single missed appointment among 10,000 is still a finding. Of nothing there is no share, and a dash stands for it.
 */
export const percent = (n: number, of: number): string => (of === 0 ? "–" : percentOf(n / of));

/** Writes a share that is known without its counts, by the same rules. */
export const percentOf = (share: number): string => {
  const tenths = Math.round(share * 1000);
  if (tenths === 0 && share > 0) return `<0.1${GLUE}%`;
  if (tenths === 1000 && share < 1) return `>99.9${GLUE}%`;
  return `${(tenths / 10).toFixed(1)}${GLUE}%`;
};

/** Writes a count with its share, in one piece: "33,233 (35.6 %)". */
export const withShare = (n: number, of: number): string =>
  of === 0 ? whole(n) : `${whole(n)}${GLUE}(${percent(n, of)})`;
