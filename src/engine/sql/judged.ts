import { alternateWords } from "./alternates.ts";
import { type Assessing, aheadSql, assessedQuery, startColumn } from "./assess.ts";
import { dayColumn } from "./clock.ts";
import type { Named } from "./condition.ts";
import { type Keys, keyJoins, keyNumbers } from "./dimensionKeys.ts";
import { CARE_DAY } from "./problems.ts";
import { sectionColumns } from "./sections.ts";
import { signatureOf } from "./signature.ts";
import { waitColumns } from "./waits.ts";

/** The questions of the packs' first families, by their places: who was seen otherwise is told by them. */
const firstPlaces = ({ questions, plan }: Assessing): readonly number[] =>
  questions.flatMap(({ family, pack }, i) => (plan.packs[pack]?.pack.families[0]?.id === family ? [i] : []));

/** Care on a day before that of the cancellation, with both days; unknown of all others. */
const CARE_BEFORE = `case when care_day < ${dayColumn("canceled_at")}
    then care_day * ${CARE_DAY} + ${dayColumn("canceled_at")} end`;

const sameName = (column: string): Named => [column, column];

/**
 * Builds the table of judged cancellations: who, where, and the signature that says everything that is counted. It holds
 * no more than is counted: every column of a million rows is worth a twentieth of a second. Texts are joined with their
 * numbers last: the database hands on what went through a join more slowly than what it worked out behind one.
 */
export const judgedQuery = (assessing: Assessing, keys: readonly Keys[]): string => {
  const signature = signatureOf(assessing.questions, aheadSql(assessing));
  const firsts = firstPlaces(assessing);
  const starts = new Set(firsts.flatMap((place) => startColumn(assessing, place) ?? []));
  const columns: readonly Named[] = [
    ...["seq", "enrollee_id", "service", "cause", "resolution"].map(sameName),
    ["care_before_cancellation", CARE_BEFORE],
    ...keyNumbers(assessing, keys),
    ...[...firsts.map((place) => `q${place}_state`), ...starts].map(sameName),
    ...signature.words.map((sql, i): Named => [`sig_${i}`, sql]),
    ...alternateWords(assessing).words.map((sql, i): Named => [`alt_${i}`, sql]),
    ...waitColumns(assessing),
    ...sectionColumns(assessing),
  ];
  const texts = keyJoins(assessing);
  return `select ${[...columns.map(([name]) => name), ...texts.map(({ number }) => number)].join(", ")}
from (
select ${[...columns.map(([name, sql]) => `${sql} as ${name}`), ...texts.map(({ text }) => text)].join(",\n  ")}
from (
${assessedQuery(assessing, "subjects")}
) assessed
) told
${texts.map(({ join }) => join).join("\n")}`;
};
