import type { Check, CheckedGate, CheckedLimit, GateState } from "../../model/check.ts";
import { inert } from "../../model/inert.ts";
import { GLUE } from "../text/wrap.ts";
import type { CheckRenderer } from "./renderer.ts";
import { changeText, figureText, groupName, limitText, thresholdText, verdictLine, whyText } from "./words.ts";

/** One line of a dashboard: a gate, or one group of it, or a bound. */
interface Case {
  readonly name: string;
  readonly state: GateState;
  readonly message: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
/** Characters that XML 1.0 has no place for and that `inert` lets stand. */
const NO_XML = /[\ufffe\uffff]/g;

const xml = (text: string): string =>
  inert(text.replaceAll(GLUE, " "))
    .replace(NO_XML, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

const attributes = (all: Readonly<Record<string, string | number>>): string =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join("");

const caseLines = ({ name, state, message }: Case): readonly string[] => {
  // Time says nothing here; the schema of Ant wants one.
  const head = `    <testcase${attributes({ name, classname: "cancellog.check", time: 0 })}`;
  if (state === "passed" || state === "known") return [`${head}/>`];
  const element = state === "crossed" ? "failure" : "error";
  const inside = `      <${element}${attributes({ type: state, message })}>${xml(message)}</${element}>`;
  return [`${head}>`, inside, "    </testcase>"];
};

const casesOf = (gate: CheckedGate): readonly Case[] => {
  const told = (figure: Pick<CheckedGate, "numerator" | "denominator">, baseline: CheckedGate["baseline"]): string =>
    [figureText(gate, figure), thresholdText(gate), changeText(gate, baseline)]
      .filter((part) => part !== null)
      .join("; ");
  const why = whyText(gate);
  const whole: Case = {
    name: "the whole log",
    state: gate.state,
    message: why === null ? told(gate, gate.baseline) : `cannot be decided: ${why}`,
  };
  if (gate.groups === null) return [whole];
  const groups = gate.groups.map((group) => ({
    name: `${gate.by ?? ""} ${groupName(group)}`,
    state: group.state,
    message:
      group.state === "undecided" ? `not one of ${group.undetermined} could be decided` : told(group, group.baseline),
  }));
  const hasWhy = gate.state === "undecided" && !groups.some(({ state }) => state === "undecided");
  return hasWhy ? [whole, ...groups] : groups;
};

const limitCase = (limit: CheckedLimit): Case => ({
  name: limit.of === null ? limit.option : `${limit.option} ${limit.of}`,
  state: limit.exceeded ? "undecided" : "passed",
  message: limitText(limit),
});

const suiteLines = (name: string, cases: readonly Case[], id: number, check: Check): readonly string[] => {
  const of = (state: GateState): number => cases.filter((one) => one.state === state).length;
  const head = attributes({
    package: "cancellog",
    id,
    name,
    // The moment that the log speaks for: nothing of a run depends on the clock.
    timestamp: check.asOf.length === 10 ? `${check.asOf}T23:59:59` : check.asOf,
    hostname: "localhost",
    tests: cases.length,
    failures: of("crossed"),
    errors: of("undecided"),
    skipped: 0,
    time: 0,
  });
  const facts = {
    "as-of": check.asOf,
    packs: check.packs.map((pack) => `${pack.id} ${pack.version}`).join(", "),
    synthetic: String(check.synthetic),
    cancellog: check.tool.version,
  };
  return [
    `  <testsuite${head}>`,
    "    <properties>",
    ...Object.entries(facts).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
    "    </properties>",
    ...cases.flatMap(caseLines),
    `    <system-out>${xml(verdictLine(check))}</system-out>`,
    "    <system-err></system-err>",
    "  </testsuite>",
  ];
};

/**
 * Renders a check as JUnit XML, valid by the schema of Apache Ant and by that of the Jenkins xUnit plugin: a suite a
 * gate, a case a group, failures for what is past a threshold and errors for what cannot be decided.
 */
export const checkJunit: CheckRenderer = (check) => {
  const suites = [
    ...check.gates.map((gate) => ({ name: gate.expression, cases: casesOf(gate) })),
    ...(check.limits.length === 0 ? [] : [{ name: "bounds", cases: check.limits.map(limitCase) }]),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...suites.flatMap(({ name, cases }, id) => suiteLines(name, cases, id, check)),
    "</testsuites>",
    "",
  ].join("\n");
};
