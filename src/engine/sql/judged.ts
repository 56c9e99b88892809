import { type Assessing, aheadSql, assessedQuery, timedColumns } from "./assess.ts";
import { type Keys, keyJoins, keyNumber } from "./dimensionKeys.ts";
import { sectionColumns } from "./sections.ts";
import { signatureOf } from "./signature.ts";
import { waitColumns } from "./waits.ts";

/** Builds the table of judged cancellations: who, where, and the signature that says everything that is counted. */
export const judgedQuery = (assessing: Assessing, keys: readonly Keys[]): string => {
  const signature = signatureOf(assessing.questions, aheadSql(assessing));
  const dimensions = keys.map((own, i) => `cast(${keyNumber(assessing, i, own)} as integer) as dim_${i}`);
  const firsts = assessing.questions.flatMap(({ family, pack }, i) =>
    assessing.plan.packs[pack]?.pack.families[0]?.id === family ? [`q${i}_state`] : [],
  );
  return `select seq, enrollee_id, service, class, cause, care_day,
  ${assessing.stamps.day("canceled_at")} as canceled_day, resolution, ${[
    ...dimensions,
    ...firsts,
    ...timedColumns(assessing),
    ...signature.words.map((sql, i) => `${sql} as sig_${i}`),
    ...waitColumns(assessing),
    ...sectionColumns(assessing),
  ].join(",\n  ")}
from (
${assessedQuery(assessing, "subjects")}
) assessed
${keyJoins(assessing).join("\n")}`;
};
