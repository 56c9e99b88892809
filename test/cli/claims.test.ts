import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { faultsOf } from "../schema/validate.ts";
import { LOG } from "./exports.ts";
import { type Attempt, describeRefusals } from "./transcript.ts";
import { cancellog, folderOf } from "./world.ts";

const GOOD = `schema: cancellog.claims/1
claims:
  - statement: 95 % rescheduled within ten business days
    speaker: a spokesperson
    date: 2022-09-15
    family: ca.reschedule
    holds: at least 95 %
  - statement: nobody waits
    rule: ca.reschedule.mh-10bd
    figure: missed + overdue
    holds: at most 0
  - statement: most are rescheduled
    resolution: rescheduled+offered
    holds: more than 50.5%
`;
const RUN = ["report", "log.csv", "--engine", "reference", "--as-of", "2022-10-31"];

describe("--claims", () => {
  it("tests statements, and names their file with its hash", async () => {
    const cwd = folderOf({ "log.csv": LOG, "claims.yaml": GOOD });
    const { code, stdout, stderr } = await cancellog([...RUN, "--claims", "claims.yaml", "-f", "json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout).claims).toMatchObject({
      path: "claims.yaml",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      claims: [
        { of: { kind: "family", id: "ca.reschedule" }, figure: "rate", comparison: ">=", base: "rated" },
        {
          of: { kind: "rule", id: "ca.reschedule.mh-10bd" },
          figure: "missed+overdue",
          threshold: { numerator: 0, denominator: 1 },
        },
        { of: { kind: "resolution" }, figure: "rescheduled+offered", threshold: { numerator: 505, denominator: 1000 } },
      ],
    });
    expect(faultsOf("claims", parse(GOOD))).toEqual([]);
  });

  it("renders from the saved report as in the run", async () => {
    const cwd = folderOf({ "log.csv": LOG, "claims.yaml": GOOD });
    const json = await cancellog([...RUN, "--claims", "claims.yaml", "-f", "json"], { cwd });
    for (const format of ["text", "markdown", "html"]) {
      const run = await cancellog([...RUN, "--claims", "claims.yaml", "-f", format], { cwd });
      expect(await cancellog(["render", "-", "-f", format], { cwd, stdin: json.stdout })).toEqual(run);
    }
  });
});

const claims = (...lines: readonly string[]): string =>
  `schema: cancellog.claims/1\nclaims:\n  - statement: x\n${lines.map((line) => `    ${line}\n`).join("")}`;
const FAULTS: Readonly<Record<string, readonly [what: string, text: string, ...names: string[]]>> = {
  "empty.yaml": ["an empty file", "", "empty.yaml:1:1", "empty"],
  "broken.yaml": ["no YAML", "claims: [", "broken.yaml:1:"],
  "none.yaml": ["no statement", "schema: cancellog.claims/1\nclaims: []\n", "none.yaml:2:1", "at least one"],
  "key.yaml": ["a key mistyped", claims("famliy: ca.reschedule", "holds: at least 1%"), "key.yaml:4:5", '"family"'],
  "family.yaml": [
    "a family mistyped",
    claims("family: ca.reshedule", "holds: at least 1%"),
    "family.yaml:4:5",
    '"ca.reschedule"',
  ],
  "rule.yaml": ["a family for a rule", claims("rule: ca.reschedule", "holds: at least 1%"), "rule.yaml:4:5"],
  "both.yaml": [
    "a family and a rule",
    claims("family: ca.reschedule", "rule: x", "holds: at least 1%"),
    "both.yaml:5:5",
    "family and rule",
  ],
  "neither.yaml": [
    "nothing to hold it against",
    claims("holds: at least 1%"),
    "neither.yaml:3:5",
    "family, rule, resolution",
  ],
  "figure.yaml": [
    "a verdict mistyped",
    claims("family: ca.reschedule", "figure: overdu", "holds: at most 0"),
    "figure.yaml:5:5",
    '"overdue"',
  ],
  "open.yaml": [
    "what is undetermined",
    claims("family: ca.reschedule", "figure: undetermined", "holds: at most 0"),
    "open.yaml:5:5",
  ],
  "twice.yaml": [
    "a verdict twice",
    claims("family: ca.reschedule", "figure: met+met", "holds: at most 0"),
    "twice.yaml:5:5",
    "twice",
  ],
  "sign.yaml": [
    "a sign for the words",
    claims("family: ca.reschedule", 'holds: ">= 95%"'),
    "sign.yaml:5:5",
    "at least",
  ],
  "count.yaml": [
    "a rate without a percentage",
    claims("family: ca.reschedule", "holds: at least 95"),
    "count.yaml:5:5",
    "%",
  ],
  "part.yaml": [
    "part of a cancellation",
    claims("family: ca.reschedule", "figure: met", "holds: at least 1.5"),
    "part.yaml:6:5",
    "whole",
  ],
  "over.yaml": ["more than all", claims("family: ca.reschedule", "holds: at least 101 %"), "over.yaml:5:5", "100"],
  "resolution.yaml": [
    "a resolution that cannot be told",
    claims("resolution: unverified", "holds: at most 0"),
    "resolution.yaml:4:5",
  ],
};

describeRefusals({
  title: "Statements that cannot be tested",
  name: "claims",
  files: { "log.csv": LOG, ...Object.fromEntries(Object.entries(FAULTS).map(([name, [, text]]) => [name, text])) },
  attempts: [
    ...Object.entries(FAULTS).map(
      ([name, [what, , ...names]]): Attempt => ({ what, args: [...RUN, "--claims", name], names }),
    ),
    { what: "no such file", args: [...RUN, "--claims", "missing.yaml"], names: ["missing.yaml", "no such file"] },
    {
      what: "a report over the statements",
      args: [...RUN, "--claims", "key.yaml", "-o", "text=key.yaml"],
      names: ["key.yaml", "input"],
    },
  ],
});
