import type { Report } from "../../model/report.ts";
import { counted, whole } from "./numbers.ts";
import type { Block, Page, Section } from "./page.ts";
import { MARGIN } from "./page.ts";
import { clipStart, displayWidth } from "./width.ts";
import { glued, hang } from "./wrap.ts";

const LABEL_WIDTH = 10;
const SHORT = 16;

/** Says from what, by what and how the figures were made: enough to make the same again. */
export const provenance = (report: Report, page: Page): Section => ({
  title: "Provenance",
  blocks: [report.inputs.flatMap((input) => inputLines(input, page)), run(report, page)],
});

const labeled = (label: string, text: string, { width }: Page): readonly string[] =>
  hang(`${MARGIN}${label.padEnd(LABEL_WIDTH)}`, text, width);

/** Writes a hash in full where asked for, or where it fits beside what stands before it. */
const hash = (sha256: string, before: string, { width, verbose }: Page): string => {
  const full = `sha256 ${sha256}`;
  const fits = MARGIN.length + LABEL_WIDTH + displayWidth(before) + 2 + full.length <= width;
  return verbose || fits ? full : `sha256 ${sha256.slice(0, SHORT)}…`;
};

export const DELIMITERS: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "␉": "tab", "|": "pipe" };

const inputLines = (input: Report["inputs"][number], page: Page): Block => {
  const { path, bytes, records, encoding, delimiter, mapping, latest, sha256 } = input;
  const room = page.width - MARGIN.length - LABEL_WIDTH;
  const facts = [
    `${whole(bytes)} bytes`,
    counted(records, "record"),
    encoding,
    DELIMITERS[delimiter] ?? delimiter,
    ...(latest === null ? [] : [glued(`latest ${latest}`)]),
  ].join(", ");
  return [
    ...labeled("input", clipStart(path, room), page),
    ...labeled("", facts, page),
    ...labeled("", hash(sha256, "", page), page),
    ...labeled("", `mapping ${mapping.id}, ${hash(mapping.sha256, `mapping ${mapping.id}`, page)}`, page),
  ];
};

const run = (report: Report, page: Page): Block => {
  const { packs, asOf, asOfFrom, engine, tool, options, config } = report;
  const zones = [...new Set(packs.map(({ timezone }) => timezone))].join(", ");
  return [
    ...packs.flatMap(({ id, version, sha256, extends: base, calendar }) => {
      const name = `${id} ${version}`;
      const from = base === null ? "" : `${base.id} ${base.version}`;
      return [
        ...labeled("pack", `${name}, ${hash(sha256, name, page)}`, page),
        ...(base === null ? [] : labeled("extends", `${from}, ${hash(base.sha256, from, page)}`, page)),
        ...labeled("calendar", `${calendar.id}, ${hash(calendar.sha256, calendar.id, page)}`, page),
      ];
    }),
    ...labeled("as of", `${asOf} ${zones}, from ${asOfFrom === "option" ? "--as-of" : `the latest ${asOfFrom}`}`, page),
    ...labeled("options", optionsText(options), page),
    ...(config === null ? [] : labeled("config", `${config.path}, ${hash(config.sha256, config.path, page)}`, page)),
    ...labeled("made by", `${tool.name} ${tool.version}, engine ${engine.name} ${engine.version}`, page),
  ];
};

const valueText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Writes the options that change figures as they were given. */
export const optionsText = (options: Report["options"]): string => {
  const given = Object.entries(options).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `--${name} ${valueText(one)}`),
  );
  return given.length === 0 ? "none that change figures" : given.join(" ");
};
