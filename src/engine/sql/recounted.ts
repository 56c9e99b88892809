import { type Assessing, startColumn } from "./assess.ts";
import { asOfMark, businessColumn, unitNumber, unitsOf } from "./clock.ts";
import type { ClockQuestion } from "./questions.ts";
import { any } from "./quote.ts";

/** What a limit in business days is compared with, as a difference of two counts; each by one calendar. */
const comparedOf = (
  assessing: Assessing,
  { pack }: ClockQuestion,
  start: string,
): readonly (readonly [string, number])[] => {
  const calendar = assessing.calendars.ofPack[pack] ?? 0;
  const from = businessColumn(start)(calendar);
  const asOf = asOfMark(assessing, assessing.calendars).business(calendar);
  return [
    [`${businessColumn("care")(calendar)} - ${from}`, 0],
    [`${asOf} - ${from}`, 0],
    [`${businessColumn("eve")(calendar)} - ${from}`, -1],
  ];
};

/**
 * Writes of whom another calendar may find something else: those judged cancellations for which some count of business
 * days falls on the other side of a limit. Most do not, and need not be judged again.
 */
export const recountedSql = (own: Assessing, other: Assessing): string =>
  any(
    own.questions.flatMap((question, place) => {
      const start = startColumn(own, place);
      if (question.kind !== "clock" || start === null) return [];
      const { postponement } = question.clock;
      const limits = [
        ...(unitsOf(question).includes("bd") ? [`q${place}_n`] : []),
        ...(postponement?.unit === "bd" ? [String(postponement.n)] : []),
      ];
      const theirs = comparedOf(other, question, start);
      const differ = comparedOf(own, question, start).flatMap(([counted, less], i) =>
        limits.map((n) => {
          const limit = less === 0 ? n : `${n} - 1`;
          return `not (${own.dialect.same(`(${counted} <= ${limit})`, `(${theirs[i]?.[0] ?? "null"} <= ${limit})`)})`;
        }),
      );
      const onlyHere = unitsOf(question).length > 1 && postponement === null;
      return differ.length === 0
        ? []
        : [onlyHere ? `q${place}_unit = ${unitNumber("bd")} and (${any(differ)})` : any(differ)];
    }),
  );
