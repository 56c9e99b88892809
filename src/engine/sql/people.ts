import { zeros } from "../../model/tally.ts";
import { VERDICTS, type Verdict } from "../../model/verdict.ts";
import type { Judged, NumberedFamily } from "./verdicts.ts";

/** Bits that a mask may have and still be exact in JavaScript. */
const MASK_FAMILIES = 7;

/** One bit for each family and verdict, in masks of seven families, so that the people behind them can be counted. */
export const masksOf = ({ families }: Judged): readonly number[] =>
  Array.from({ length: Math.ceil(families.length / MASK_FAMILIES) }, (_, mask) =>
    families
      .slice(mask * MASK_FAMILIES, (mask + 1) * MASK_FAMILIES)
      .reduce((sum, { verdict }, i) => sum + 2 ** (i * VERDICTS.length + VERDICTS.indexOf(verdict)), 0),
  );

/** Adds up the distinct enrollees of every family and verdict from their masks. */
export const enrolleesOf = (
  families: readonly NumberedFamily[],
  groups: readonly { readonly masks: readonly number[]; readonly n: number }[],
): readonly Readonly<Record<Verdict, number>>[] =>
  families.map((_, i) => {
    const people = zeros(VERDICTS);
    for (const { masks, n } of groups) {
      const mask = Math.floor(
        (masks[Math.floor(i / MASK_FAMILIES)] ?? 0) / 2 ** ((i % MASK_FAMILIES) * VERDICTS.length),
      );
      VERDICTS.forEach((verdict, bit) => {
        if (Math.floor(mask / 2 ** bit) % 2 === 1) people[verdict] += n;
      });
    }
    return people;
  });
