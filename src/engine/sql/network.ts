import { careClassOf, type Service } from "../../model/codes.ts";
import { NETWORK_KINDS, type NetworkKind, type OutOfNetworkTally } from "../../model/networkTally.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Assessing } from "./assess.ts";
import { code } from "./columns.ts";
import { assumptionsOf, type Named } from "./condition.ts";
import { addKinds, byFacilityQuery, byPlanSql, kindNumber } from "./planKinds.ts";
import { STATES, stateNumber } from "./questions.ts";
import type { Row, Session } from "./session.ts";
import { VERDICT_OF } from "./verdicts.ts";

/** More than any rule's number: no rule. */
const NO_RULE = 1_000_000;

/** The first rule of certain questions by which a cancellation has a verdict; `NO_RULE` where none says so. */
const firstRule = (places: readonly number[], verdict: Verdict): string => {
  const states = STATES.filter((state) => state !== "open" && VERDICT_OF[state].verdict === verdict).map(stateNumber);
  const each = places.map((i) => `case when q${i}_state in (${states.join(", ")}) then q${i}_rule else ${NO_RULE} end`);
  return `least(${[...each, NO_RULE].join(", ")})`;
};

/** The network of care: that of what the walk ended at, if care is on its day; no column says it of an offer. */
const byNetwork = (
  { stamps }: Assessing,
  kinds: Readonly<Record<"in" | "out" | "unknown", NetworkKind | null>>,
): string => {
  const number = (kind: NetworkKind | null): string =>
    kind === null ? "null" : String(kindNumber(NETWORK_KINDS, kind));
  return `case when care_day = ${stamps.day("end_start")} and end_network is not null
      then case when end_network = ${code("network", "in")} then ${number(kinds.in)} else ${number(kinds.out)} end
      else ${number(kinds.unknown)} end`;
};

/** Of what kind a cancellation by the plan is (`NETWORK_KINDS`), by the rule that speaks for the first family. */
const kindSql = (assessing: Assessing): string => {
  const family = assessing.plan.packs[0]?.pack.families[0]?.id;
  const own = assessing.questions.flatMap((question, place) =>
    question.pack === 0 && question.family === family ? [{ place, kind: question.kind }] : [],
  );
  const placesOf = (kind: "clock" | "requirement") => own.flatMap((one) => (one.kind === kind ? [one.place] : []));
  const [clocks, requirements] = [placesOf("clock"), placesOf("requirement")];
  const kinds = {
    missed: byNetwork(assessing, { in: "lateInNetwork", out: "late", unknown: "lateUnknown" }),
    overdue: String(kindNumber(NETWORK_KINDS, "nothing")),
    met: byNetwork(assessing, { in: null, out: "inTime", unknown: "inTimeUnknown" }),
  };
  const cases = (["missed", "overdue", "met"] as const).flatMap((verdict) => {
    const [clock, requirement] = [firstRule(clocks, verdict), firstRule(requirements, verdict)];
    const byClock = `when ${clock} < ${requirement} then ${kinds[verdict]}`;
    return requirements.length === 0 ? [byClock] : [byClock, `when ${requirement} < ${NO_RULE} then null`];
  });
  return `case when not ${byPlanSql(assessing)} then null\n    ${cases.join("\n    ")} end`;
};

/** Care for mental health: that of a service, which is assumed where it is unknown. */
const isMentalHealth = ({ plan, asked }: Assessing, service: Row[number] | undefined): boolean => {
  const { option, pack } = assumptionsOf(plan, 0, asked);
  const known = service ?? option.service ?? pack.service;
  return typeof known === "string" && careClassOf[known as Service] === "mh";
};

/** The kind of each judged cancellation as far as networks tell; null where it is of none. */
export const networkColumns = (assessing: Assessing): readonly Named[] => [
  ["network_kind", `cast(${kindSql(assessing)} as smallint)`],
];

/** Counts what those got out of network who got no care in network in time. */
export const outOfNetworkOf = async (assessing: Assessing, session: Session): Promise<OutOfNetworkTally> => {
  const rows = await session.rows(byFacilityQuery(assessing, ["network_kind", "service"], "network_kind is not null"));
  return {
    ...addKinds(assessing, NETWORK_KINDS, rows),
    mentalHealth: addKinds(
      assessing,
      NETWORK_KINDS,
      rows.filter(([, , service]) => isMentalHealth(assessing, service)),
    ).counts,
  };
};
