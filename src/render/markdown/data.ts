import { PROBLEMS } from "../../model/problem.ts";
import type { Report } from "../../model/report.ts";
import { ASSUMPTION_SOURCES, leaning } from "../text/assumptions.ts";
import { counted, whole } from "../text/numbers.ts";
import { optionsText } from "../text/provenance.ts";
import { explainReason } from "../text/reasons.ts";
import { remediesOf, startsOf } from "../text/undecided.ts";
import type { Blocks } from "./figures.ts";
import { code, list, name, prose, table } from "./words.ts";

const LONG_NAME = 300;
const SAMPLES = 3;

/** Tells what could not be decided, and why. */
export const undecided = (report: Report): Blocks => {
  const rows = report.undecided.filter(({ cancellations }) => cancellations > 0);
  if (rows.length === 0) return [];
  const remedies = remediesOf(report);
  return [
    "## What could not be decided, and why",
    table(
      [
        ["Family", "left"],
        ["Cancellations", "right"],
        ["Why", "left"],
      ],
      rows.map(({ family, reason, cancellations }) => [
        name(family),
        whole(cancellations),
        prose(explainReason(reason, startsOf(report, family)).why),
      ]),
    ),
    ...(remedies.length === 0 ? [] : ["What would help to decide them:", list(remedies.map(prose))]),
  ];
};

/** Gives the account of all records, and the problems found in them. */
export const account = ({ reconciliation: held, problems }: Report): Blocks => [
  "## Every record accounted for",
  `${whole(held.read)} read = ${whole(held.accepted)} accepted + ${whole(held.rejected)} rejected + ` +
    `${whole(held.duplicates)} duplicates + ${whole(held.superseded)} superseded.`,
  `Beside these: ${counted(held.skipped, "line")} skipped; ${whole(held.enteredInError)} entered in error; ` +
    `${whole(held.notYetKnown)} booked after as-of; ${counted(held.outOfScope, "cancellation")} outside the scope.`,
  ...(problems.length === 0
    ? []
    : [
        "## Problems in the data",
        table(
          [
            ["Code", "left"],
            ["Count", "right"],
            ["What was done", "left"],
            ["For example", "left"],
          ],
          problems.map(({ code: problem, count, samples }) => [
            code(problem),
            whole(count),
            prose(PROBLEMS[problem]),
            samples
              .slice(0, SAMPLES)
              .map(({ path, line }) => code(`${path.slice(-LONG_NAME)}${line === null ? "" : `:${line}`}`))
              .join("<br>"),
          ]),
        ),
      ]),
];

/** Tells what unknown values were taken as. */
export const assumptions = ({ assumptions: held }: Report): Blocks =>
  held.length === 0
    ? []
    : [
        "## What was assumed where the log says nothing",
        table(
          [
            ["Assumed", "left"],
            ["From", "left"],
            ["Relied on it", "right"],
          ],
          held.map(({ field, value, source, cancellations }) => [
            `${name(field)} = ${name(value)}`,
            code(ASSUMPTION_SOURCES[source]),
            whole(cancellations),
          ]),
        ),
        leaning(held),
      ];

/** Says from what, by what and how the figures were made. */
export const provenance = ({ inputs, packs, asOf, asOfFrom, options, tool, engine }: Report): Blocks => [
  "## Provenance",
  list([
    ...inputs.map(
      ({ path, bytes, records, encoding, mapping, sha256 }) =>
        `input ${name(path, LONG_NAME)}: ${whole(bytes)} bytes, ${counted(records, "record")}, ${name(encoding)}, ` +
        `mapping ${name(mapping.id)}, sha256 ${code(sha256)}`,
    ),
    ...packs.flatMap(({ id, version, sha256, calendar }) => [
      `pack ${name(id)} ${name(version)}, sha256 ${code(sha256)}`,
      `calendar ${name(calendar.id)}, sha256 ${code(calendar.sha256)}`,
    ]),
    `as of ${name(asOf)} ${[...new Set(packs.map(({ timezone }) => timezone))].map((zone) => name(zone)).join(", ")}, from ` +
      `${asOfFrom === "option" ? code("--as-of") : `the latest ${code(asOfFrom)}`}`,
    `options ${code(optionsText(options).slice(0, LONG_NAME))}`,
    `made by ${name(`${tool.name} ${tool.version}`)}, engine ${name(`${engine.name} ${engine.version}`)}`,
  ]),
];
