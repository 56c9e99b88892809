import type { InspectedFile, InspectedLayout, Inspection } from "../../model/inspect.ts";
import { counted, type Page, table, whole } from "./page.ts";
import { visible } from "./visible.ts";

const DELIMITERS: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

/** Counts a text over files, the usual first: `utf-8`, or `utf-8 (364 files), windows-1252 (2)`. */
const usual = (files: readonly InspectedFile[], textOf: (file: InspectedFile) => string): string => {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(textOf(file), (counts.get(textOf(file)) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  if (sorted.length === 1) return sorted[0]?.[0] ?? "";
  const shown = sorted.slice(0, 3).map(([text, count]) => `${text} (${counted(count, "file")})`);
  return [...shown, ...(sorted.length > 3 ? [`${whole(sorted.length - 3)} others`] : [])].join(", ");
};

const sumOf = (files: readonly InspectedFile[], numberOf: (file: InspectedFile) => number): number =>
  files.reduce((sum, file) => sum + numberOf(file), 0);

const lineEnds = (files: readonly InspectedFile[]): string => {
  const held = (["lf", "crlf", "cr"] as const)
    .map((kind) => [kind.toUpperCase(), sumOf(files, (file) => file.lineEnds[kind])] as const)
    .filter(([, count]) => count > 0);
  if (held.length === 0) return "none";
  const text = held.map(([kind, count]) => `${kind} (${whole(count)})`).join(", ");
  return held.length > 1 ? `mixed: ${text}` : text;
};

const KINDS = { title: "title line", blank: "blank line", sep: "sep= line" } as const;

const headerText = ({ headerLine, before }: InspectedFile, rows: number): string => {
  if (rows === 0) return `none found: line ${headerLine ?? 1} looks like a record`;
  if (headerLine === null) return "none of its own; that of another file was taken";
  const parts = (["sep", "title", "blank"] as const).flatMap((kind) => {
    const count = before.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [counted(count, KINDS[kind])];
  });
  return `line ${headerLine}${rows > 1 ? ` and the one after` : ""}${parts.length === 0 ? "" : `, after ${parts.join(", ")}`}`;
};

const SKIPS = { ...KINDS, total: "closing line", "repeated-header": "repeated header" } as const;

const recordsText = (files: readonly InspectedFile[], { lacking, ambiguous }: InspectedLayout): string => {
  const skipped = (["title", "total", "repeated-header", "blank", "sep"] as const).flatMap((kind) => {
    const count = sumOf(files, (file) => file.skipped[kind]);
    return count === 0 ? [] : [counted(count, SKIPS[kind])];
  });
  const rejected = sumOf(files, (file) => file.rejected);
  const judged = lacking.length + ambiguous.length === 0;
  return [
    `${whole(sumOf(files, (file) => file.records))} read`,
    ...(rejected > 0 || judged ? [`${whole(rejected)} refused`] : []),
    ...(skipped.length === 0 ? [] : [`skipped: ${skipped.join(", ")}`]),
  ].join("; ");
};

/** Names the files of a layout: the one, or the first and last of many. */
const pathsText = (files: readonly InspectedFile[]): string => {
  const [first] = files;
  const last = files.at(-1);
  if (first === undefined || last === undefined || first === last) return first?.path ?? "";
  return `${counted(files.length, "file")}, ${first.path} to ${last.path}`;
};

/** Tells how the files of one layout are written. */
export const filesText = (inspection: Inspection, index: number, page: Page): string => {
  const layout = inspection.layouts[index];
  const files = inspection.files.filter((file) => file.layout === index);
  if (layout === undefined) return "";
  const { delimiter, escapedBy, headerRows, mapping, columns } = layout;
  const quotes = escapedBy === "\\" ? 'quote ", escaped by \\' : 'quote ", doubled inside';
  const rows = [
    ["encoding", usual(files, ({ encoding }) => encoding)],
    ["written", `delimiter ${DELIMITERS[delimiter] ?? delimiter}; ${quotes}; line ends ${lineEnds(files)}`],
    ["header", usual(files, (file) => headerText(file, headerRows))],
    ["mapping", mapping === "header" ? "none: the header's own names" : mapping],
    [
      "columns",
      `${whole(columns.length)}, of which ${whole(columns.filter(({ field }) => field !== null).length)} are mapped`,
    ],
    ["records", recordsText(files, layout)],
  ];
  return [page.ink.bold(visible(pathsText(files))), table(page, ["", ""], rows)].join("\n");
};
