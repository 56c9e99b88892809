import type { LeftOut } from "../../model/published.ts";
import type { Report } from "../../model/report.ts";

/** Lists what a report holds and no publication does, each with the rule. */
export const alwaysLeftOut = (report: Report): readonly LeftOut[] => {
  const { outOfNetwork, notice, continuity, groups, sensitivity, seenOtherwise, claims } = report;
  const unproven = (what: string, held: unknown): readonly LeftOut[] =>
    held === null ? [] : [{ what, rule: "unproven" }];
  return [
    { what: "ids, findings, and the samples of problems", rule: "persons" },
    { what: "the longest waits", rule: "persons" },
    { what: "names, sizes and latest dates of the files", rule: "finer-than-week" },
    ...unproven("appointments and rates of cancellation by group", true),
    ...unproven("enrollees by verdict", true),
    ...unproven("verdicts rule by rule, and the curves of the waits", true),
    ...unproven("reasons of what is undecided", true),
    ...unproven("how many cancellations relied on each assumption", true),
    ...unproven("problems in the data", true),
    ...unproven("how replacements were found", true),
    ...unproven("care out of network", outOfNetwork),
    ...unproven("notice given before the lost appointment", notice),
    ...unproven("continuity of providers", continuity),
    ...unproven("group sessions", groups),
    ...unproven("figures under other readings", sensitivity),
    ...unproven("who was seen otherwise", seenOtherwise),
    ...unproven("public statements tested", claims),
  ];
};
