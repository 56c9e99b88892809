import type { CompareSide, DifferenceCode } from "../model/compare.ts";
import type { Report } from "../model/report.ts";
import { canonical, packsOf } from "./gateBaseline.ts";

/** Options that say how a file is to be read: two exports may need different ones, and their figures mean the same. */
const READING: ReadonlySet<string> = new Set(["date-order", "delimiter", "encoding", "key", "mapping"]);

const optionsOf = ({ options }: Pick<Report, "options">, reading: boolean): Report["options"] =>
  Object.fromEntries(Object.entries(options).filter(([name]) => READING.has(name) === reading));

/** What two reports must have in common for a difference between their figures to say anything. */
const COMMON: readonly { readonly what: string; readonly of: (report: Report) => unknown }[] = [
  { what: "whether the data are synthetic", of: ({ synthetic }) => synthetic },
  { what: "the rule packs, their calendars and time zone", of: packsOf },
  { what: "the conditions of the scope (--where)", of: ({ scope }) => scope.where },
  { what: "the options that change what figures mean", of: (report) => optionsOf(report, false) },
];

/** Says why two reports cannot be compared; null where they can. Their periods may differ: that is what is compared. */
export const incompatible = (base: Report, current: Report): string | null =>
  COMMON.find(({ of }) => canonical(of(base)) !== canonical(of(current)))?.what ?? null;

const textOf = (options: Report["options"]): string =>
  Object.entries(options)
    .map(([name, value]) => `--${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");

const periodOf = ({ scope: { from, to } }: Report): string => `${from ?? ""}..${to ?? ""}`;
const weeksOf = ({ weeks }: CompareSide): string =>
  weeks === null ? "" : `${weeks.first}..${weeks.last} (${weeks.weeks})`;
const hashesOf = ({ inputs }: Report): readonly string[] => inputs.map(({ sha256 }) => sha256);
const linkless = ({ problems }: Report): boolean => problems.some(({ code }) => code === "no-link-columns");

/** One side of a comparison: its report, and what the document keeps of it. */
export interface Sided {
  readonly report: Report;
  readonly side: CompareSide;
}

type Difference = { readonly code: DifferenceCode; readonly base: string; readonly current: string };

/** Lists in what two comparable reports differ, so that nobody has to find out by the figures. */
export const differencesOf = (base: Sided, current: Sided): readonly Difference[] => {
  const differing = (code: DifferenceCode, of: (sided: Sided) => string): readonly Difference[] => {
    const [a, b] = [of(base), of(current)];
    return a === b ? [] : [{ code, base: a, current: b }];
  };
  const shared = base.report.inputs.filter(({ sha256 }) => hashesOf(current.report).includes(sha256));
  const samePeriod = periodOf(base.report) === periodOf(current.report);
  const sameFiles = canonical([...hashesOf(base.report)].sort()) === canonical([...hashesOf(current.report)].sort());
  return [
    ...differing("period", ({ report }) => periodOf(report)),
    ...differing("weeks", ({ side }) => weeksOf(side)),
    ...differing("as-of", ({ report }) => report.asOf),
    ...differing("reading", ({ report }) => textOf(optionsOf(report, true))),
    ...differing("link-columns", ({ report }) => (linkless(report) ? "none" : "some")),
    // Two periods of one log are no accident; one period of it, twice, is.
    ...(shared.length > 0 && samePeriod
      ? [
          {
            code: "same-input" as const,
            base: shared.map(({ path }) => path).join(", "),
            current: sameFiles ? "all" : "some",
          },
        ]
      : []),
    ...differing("tool", ({ report }) => report.tool.version),
    ...differing("engine", ({ report }) => `${report.engine.name} ${report.engine.version}`),
  ];
};
