import { alternateWords } from "./alternates.ts";
import { type Assessing, aheadSql, assessedQuery, startColumn } from "./assess.ts";
import { type Keys, keyJoins, keyNumber } from "./dimensionKeys.ts";
import { sectionColumns } from "./sections.ts";
import { signatureOf } from "./signature.ts";
import { waitColumns } from "./waits.ts";

/** The questions of the packs' first families, by their places: who was seen otherwise is told by them. */
const firstPlaces = ({ questions, plan }: Assessing): readonly number[] =>
  questions.flatMap(({ family, pack }, i) => (plan.packs[pack]?.pack.families[0]?.id === family ? [i] : []));

/**
 * Builds the table of judged cancellations: who, where, and the signature that says everything that is counted. It holds
 * no more than is counted: every column of a million rows is worth a twentieth of a second.
 */
export const judgedQuery = (assessing: Assessing, keys: readonly Keys[]): string => {
  const signature = signatureOf(assessing.questions, aheadSql(assessing));
  const dimensions = keys.map((own, i) => `cast(${keyNumber(assessing, i, own)} as integer) as dim_${i}`);
  const firsts = firstPlaces(assessing);
  const starts = new Set(firsts.flatMap((place) => startColumn(assessing, place) ?? []));
  return `select seq, enrollee_id, service, class, cause, care_day,
  ${assessing.stamps.day("canceled_at")} as canceled_day, resolution, ${[
    ...dimensions,
    ...firsts.map((place) => `q${place}_state`),
    ...starts,
    ...signature.words.map((sql, i) => `${sql} as sig_${i}`),
    ...alternateWords(assessing).words.map((sql, i) => `${sql} as alt_${i}`),
    ...waitColumns(assessing),
    ...sectionColumns(assessing),
  ].join(",\n  ")}
from (
${assessedQuery(assessing, "subjects")}
) assessed
${keyJoins(assessing).join("\n")}`;
};
