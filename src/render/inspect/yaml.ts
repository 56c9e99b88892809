import { type FieldName, fieldSpec } from "../../model/fields.ts";
import type { MappingDraft } from "../../model/inspect.ts";
import { counted, wrapped } from "./page.ts";
import { quotedScalar } from "./visible.ts";

const listOf = (items: readonly string[]): string => `[${items.map(quotedScalar).join(", ")}]`;
const scalarOf = (column: string | readonly string[]): string => {
  if (typeof column === "string") return quotedScalar(column);
  const [only] = column;
  return column.length === 1 && only !== undefined ? quotedScalar(only) : listOf(column);
};

const BECAUSE = { header: "by its header", values: "by its values", both: "by its header and its values" } as const;

const columnLines = ({ document, lacking, ambiguous, suggestions }: MappingDraft): string[] => [
  ...lacking.map(({ field, nearest }) =>
    nearest === null
      ? `  # ${field}: "" # required, and missing; nothing comes near it`
      : `  # ${field}: ${scalarOf(nearest.columns)} # required, and missing; the nearest ${BECAUSE[nearest.because]}`,
  ),
  ...ambiguous.flatMap(({ field, columns }) => [
    `  # ${field}: several columns could be it. Take away the # of the right one:`,
    ...columns.map((column) => `  # ${field}: ${quotedScalar(column)}`),
  ]),
  ...Object.entries(document.columns).map(([field, column]) => `  ${field}: ${scalarOf(column)}`),
  ...(suggestions.length === 0 ? [] : ["  # Suggested and not applied. Take away the # of what is right:"]),
  ...suggestions.map(({ field, columns, because }) => `  # ${field}: ${scalarOf(columns)} # ${BECAUSE[because]}`),
];

/** A line of a field's words that changes nothing, where it has none of its own: YAML needs something to hold. */
const idle = (field: FieldName): string =>
  fieldSpec(field).type === "boolean" ? '    "yes": "true"' : '    "unknown": null';

/** Columns of a comment's text. */
const COMMENT = 72;

const wordLines = (field: FieldName, { document, unmapped }: MappingDraft): string[] => {
  const own = Object.entries(document.codes[field] ?? {});
  const open = unmapped.find((one) => one.field === field);
  const known = own.map(([word, code]) => `    ${quotedScalar(word)}: ${code === null ? "null" : quotedScalar(code)}`);
  const asked =
    open === undefined
      ? []
      : [
          "    # Seen, and in no code book. Take away the # and write, in place of null, one of",
          ...wrapped(`${open.allowed.join(", ")} (null: unknown):`, COMMENT).map((line) => `    # ${line}`),
          ...open.words.map(({ word, count }) => `    # ${quotedScalar(word)}: null # ${counted(count, "record")}`),
        ];
  return [`  ${field}:`, ...(known.length === 0 ? [idle(field)] : known), ...asked];
};

const prefixLines = (prefixes: MappingDraft["document"]["prefixes"]): string[] => {
  const lines = Object.entries(prefixes).map(([field, prefix]) => `  ${field}: ${quotedScalar(prefix)}`);
  return lines.length === 0 ? [] : ["prefixes:", ...lines];
};

/**
 * Writes a mapping as YAML that loads as it stands and reads the files as they were read; what is left to decide stands
 * in comments. By hand, with JSON strings for scalars: whatever a header holds, it stays one.
 */
export const mappingYaml = (draft: MappingDraft): string => {
  const { document, unmapped, orderOpen } = draft;
  const columns = columnLines(draft);
  const held = new Set([...Object.keys(document.codes), ...unmapped.map(({ field }) => field)]);
  const fields = [...held] as FieldName[];
  const empty = Object.keys(document.columns).length === 0;
  const order = document.date_order;
  return `${[
    "schema: cancellog.mapping/1",
    `id: ${document.id}`,
    ...(document.title === "" ? [] : [`title: ${quotedScalar(document.title)}`]),
    ...(document.detect.length === 0 ? [] : [`detect: ${listOf(document.detect)}`]),
    empty ? "columns: {} # take away the {} with the first #" : "columns:",
    ...columns,
    ...(fields.length === 0 ? [] : ["codes:", ...fields.flatMap((field) => wordLines(field, draft))]),
    ...prefixLines(document.prefixes),
    ...(order !== undefined ? [`date_order: ${order}`] : orderOpen ? ["# date_order: mdy # or dmy"] : []),
  ].join("\n")}\n`;
};
