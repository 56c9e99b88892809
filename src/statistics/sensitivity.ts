import type { Report } from "../model/report.ts";
import type { SensitivityTally } from "../model/sensitivityTally.ts";

type Sensitivity = NonNullable<Report["sensitivity"]>;

/**
 * Names the families whose missed + overdue is one and the same in every reading, and made up of the same cancellations:
 * a figure that others happen to add up to does not stand. One reading alone shows nothing, and that nothing was found
 * is no figure that stands either: it may be for want of data.
 */
const robustOf = ({ readings, inEvery }: SensitivityTally): readonly string[] => {
  const [own, ...others] = readings;
  if (own === undefined || others.length === 0) return [];
  return Object.entries(own.families).flatMap(([id, { missed, overdue }]) => {
    const late = missed + overdue;
    const stands = others.every(({ families }) => {
      const other = families[id];
      return other !== undefined && other.missed + other.overdue === late;
    });
    return late > 0 && stands && inEvery[id] === late ? [id] : [];
  });
};

/** Works out which figures stand under every reading. */
export const sensitivitySection = (tally: SensitivityTally): Sensitivity => ({
  readings: tally.readings.map(({ id, title, families }) => ({ id, title, families: { ...families } })),
  robust: [...robustOf(tally)],
  inEvery: { ...tally.inEvery },
});
