import { inert } from "./inert.ts";

/**
 * What can go wrong for a user: a code with typed arguments, and one sentence each, written here and nowhere else.
 * Every sentence says what, where (file, line, column) and what to do. Codes are stable; sentences may improve.
 */
const MOST_NAMES = 40;
const list = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? names.join(", ")
    : `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`;

export const FAILURES = {
  "file-missing": (a: { path: string }) => `${a.path}: no such file or directory. Check the path, or quote a glob.`,
  "file-unreadable": (a: { path: string; cause: string }) => `${a.path}: cannot be read (${a.cause}).`,
  "glob-empty": (a: { path: string }) => `${a.path}: no file matches. Check the pattern, and that the folder is right.`,
  "directory-empty": (a: { path: string }) =>
    `${a.path}: the directory holds no export (.csv, .tsv, .txt, .psv, each also as .gz). Name the files themselves if they end otherwise.`,
  "file-empty": (a: { path: string }) => `${a.path}: the file is empty. Export it again, with its header line.`,
  "header-only": (a: { paths: readonly string[] }) =>
    `${list(a.paths)}: a header but no records. There is nothing to assess; check the export's date range and filters.`,
  "nothing-accepted": (a: { read: number; rejected: number; first: string }) =>
    `none of ${a.read} records could be accepted (${a.rejected} rejected; the first: ${a.first}). Use --rejects FILE to see them all.`,
  "excel-file": (a: { path: string; kind: string }) =>
    `${a.path}: this is an Excel workbook (${a.kind}), not CSV. Open it and save the sheet as "CSV UTF-8", then run cancellog on that file.`,
  "binary-file": (a: { path: string; kind: string }) =>
    `${a.path}: this is ${a.kind}, not a CSV export. Export the schedule as CSV (UTF-8) and run cancellog on that.`,
  "zip-stream": (a: { path: string }) =>
    `${a.path}: a zip archive cannot be read from a stream. Save it and name the file.`,
  "zip-empty": (a: { path: string }) =>
    `${a.path}: the archive holds no export (.csv, .tsv, .txt, .psv, each also as .gz).`,
  "bad-zip": (a: { path: string; cause: string }) =>
    `${a.path}: the zip archive cannot be read (${a.cause}). Unpack it yourself and name the files.`,
  "bad-gzip": (a: { path: string; cause: string }) =>
    `${a.path}: the gzip data are damaged or cut off (${a.cause}). Fetch or compress the file again.`,
  "too-many-bytes": (a: { path: string; limit: string }) =>
    `${a.path}: decompresses to more than ${a.limit}. If that is right, raise --max-bytes.`,
  "line-too-long": (a: { path: string; line: number; limit: string }) =>
    `${a.path}:${a.line}: a record runs over ${a.limit}. This is not a CSV export, or its line ends are lost; export it again.`,
  "missing-column": (a: {
    path: string;
    line: number;
    field: string;
    or: string | null;
    seen: readonly string[];
    nearest: string | null;
  }) =>
    `${a.path}:${a.line}: no column for ${a.field}${a.or === null ? "" : ` (or ${a.or})`}. Columns seen: ${list(a.seen.filter((name) => name !== "")) || "none with a name"}.\n` +
    (a.nearest === null
      ? `Rename the column that holds it to "${a.field}", or map it with --mapping FILE (cancellog inspect writes one).`
      : `The nearest is "${a.nearest}": if that is it, rename the column to "${a.field}", or map it with --mapping FILE (cancellog inspect writes one).`),
  // The line is not quoted: it is somebody's record.
  "no-header": (a: { path: string; line: number }) =>
    `${a.path}:${a.line}: no header line; what stands in its place looks like a record.\nExport it again with its header, or put one above it that names appointment_id, enrollee_id, scheduled_at, status and the others.`,
  "ambiguous-column": (a: { path: string; line: number; field: string; columns: readonly string[] }) =>
    `${a.path}:${a.line}: several columns could be ${a.field}: ${list(a.columns.map((c) => `"${c}"`))}. Rename the right one to "${a.field}".`,
  "date-order-unknown": (a: { path: string; line: number; column: string; text: string }) =>
    `${a.path}:${a.line}: "${a.text}" in column ${a.column} may be month first or day first, and no value of that column tells. Say which with --date-order mdy or --date-order dmy.`,
  "date-order-conflict": (a: { column: string; mdy: string; mdyAt: string; dmy: string; dmyAt: string }) =>
    `column ${a.column} holds month-first dates ("${a.mdy}", ${a.mdyAt}) and day-first dates ("${a.dmy}", ${a.dmyAt}). Mend the export, or say with --date-order which is right; the others are then unreadable.`,
  "as-of-missing": (a: { fields: readonly string[] }) =>
    `no record carries ${list(a.fields)}, so nothing tells as of when the export speaks. Give the date with --as-of YYYY-MM-DD.`,
  "as-of-lonely": (a: { asOf: string; field: string; place: string; count: number }) =>
    `the latest date of the log is ${a.asOf} (${a.field}, ${a.place}), but only ${a.count} of its records are dated in the 31 days before. One typo must not make everything overdue: give the date with --as-of YYYY-MM-DD.`,
  "unknown-option-value": (a: { option: string; value: string; allowed: string; nearest: string | null }) =>
    `${a.option}: "${a.value}" is not known. ${a.allowed}${a.nearest === null ? "" : ` Did you mean "${a.nearest}"?`}`,
  "unknown-column": (a: { option: string; name: string; columns: readonly string[]; nearest: string | null }) =>
    `${a.option}: the log has no column "${a.name}".${a.nearest === null ? "" : ` Did you mean "${a.nearest}"?`} Columns: ${list(a.columns)}.`,
  "unknown-format": (a: { path: string; formats: readonly string[] }) =>
    `-o ${a.path}: its ending tells no format. Write NAME=FILE, NAME one of ${list(a.formats)}.`,
  "bad-option": (a: { option: string; value: string; expected: string }) =>
    `${a.option}: "${a.value}" cannot be read. Expected ${a.expected}.`,
  "pack-error": (a: { path: string; line: number; column: number; where: string; message: string }) =>
    `${a.path}:${a.line}:${a.column}: ${a.where === "" ? "" : `${a.where}: `}${a.message}${a.message.endsWith("?") ? "" : "."}`,
  "pack-zones": (a: { zones: readonly string[] }) =>
    `the packs speak of different time zones (${list(a.zones)}). Run them one at a time, or give --timezone.`,
  "same-rule-twice": (a: { id: string; packs: readonly string[] }) =>
    `rule "${a.id}" is in more than one pack (${list(a.packs)}). Name each pack once; a pack that extends another is run apart from it.`,
  "same-family-twice": (a: { id: string; packs: readonly string[] }) =>
    `family "${a.id}" is in more than one pack (${list(a.packs)}). Give one of them another id, or run the packs apart.`,
  "output-exists-as-input": (a: { path: string }) =>
    `${a.path}: is one of the inputs, and would be overwritten. Choose another name.`,
  "output-twice": (a: { path: string }) =>
    `${a.path}: is written twice in this run. Choose another name for one of them.`,
  "output-beside-input": (a: { path: string }) =>
    `-o ${a.path}: inputs are in that folder, and tables beside them would be read as exports next time. Choose another folder.`,
  "tables-need-folder": (a: { path: string }) =>
    a.path === ""
      ? "-f csv: tables are a file each and need a folder. Add -o tables/."
      : `-o ${a.path}: tables are a file each and need a folder. Write -o ${a.path.replace(/\.csv$/i, "")}/ (or --findings FILE for a row each cancellation).`,
  "not-a-report": (a: { path: string; where: string; message: string }) =>
    `${a.path}: is no report that this program saved (${a.where === "" ? "" : `${a.where}: `}${a.message}). Give a file written with -o report.json.`,
  "unknown-command": (a: { name: string; commands: readonly string[]; nearest: string | null }) =>
    `"${a.name}" is no command. ${a.nearest === null ? `Commands are ${list(a.commands)}.` : `Did you mean "${a.nearest}"?`}`,
  "unknown-appointment": (a: { ids: readonly string[]; records: number; nearest: readonly string[] }) =>
    `--appointment: no record of ${a.records} has the id ${list(a.ids.map((id) => `"${id}"`))}.` +
    `${a.nearest.length === 0 ? " Ids are compared letter by letter, as the export writes them." : ` Did you mean ${list(a.nearest.map((id) => `"${id}"`))}?`}`,
  "no-appointment-asked": (_: { option: string }) =>
    "explain: which appointment? Give its id with --appointment ID, as the export writes it; a findings file lists them all.",
  "unknown-rule": (a: { name: string; packs: readonly string[]; nearest: string | null }) =>
    `"${a.name}" is no rule and no pack of ${list(a.packs)}. ${a.nearest === null ? "cancellog rules list tells them all; --pack FILE looks into a pack of your own." : `Did you mean "${a.nearest}"?`}`,
  "example-unread": (a: { pack: string; title: string; cause: string }) =>
    `${a.pack}: example "${a.title}" could not be run: ${a.cause}`,
  "no-examples": (a: { pack: string }) =>
    `${a.pack}: the pack has no examples, so nothing was tested. Write some under "examples:"; cancellog rules export ca-timely-access shows how.`,
  "unknown-scenario": (a: { scenario: string; known: readonly string[] }) =>
    `generate: "${a.scenario}" is no scenario. Scenarios are ${list(a.known)}.`,
  "gate-error": (a: { value: string; before: string; rest: string; message: string }) => {
    const at = [...a.before].length;
    // The second line points at the character, below the first as it is printed.
    const indent = " ".repeat("cancellog: --fail-on ".length + at);
    return `--fail-on ${a.before}${a.rest}\n${indent}^ character ${at + 1}: ${a.message}${/[?.]$/.test(a.message) ? "" : "."}`;
  },
  "too-many-rejected": (a: { rejected: number; read: number; most: string }) =>
    `${a.rejected} of ${a.read} records were rejected, more than --max-rejected ${a.most}. Use --rejects FILE to see them all; mend the export, or raise the bound if they are right to refuse.`,
  "too-many-undetermined": (a: { of: string; undetermined: number; bound: number; most: string }) =>
    `${a.of}: ${a.undetermined} of ${a.bound} cancellations could not be decided, more than --max-undetermined ${a.most}. cancellog inspect says for want of which columns.`,
  "gate-of-persons": (a: { by: string; field: string }) =>
    `--fail-on: "by ${a.by}" would print ids (${a.field}), and what a check prints goes to dashboards. Group by a facility, a week or another column that names nobody.`,
  "baseline-unreadable": (a: { path: string; cause: string }) =>
    `--baseline ${a.path}: is no report of cancellog (${a.cause}). Save one with: cancellog report FILE... -o ${a.path}`,
  "baseline-differs": (a: { path: string; what: string }) =>
    `--baseline ${a.path}: cannot be held against this run; it differs in ${a.what}. Save a new one with the same options.`,
  "key-exposed": (a: { path: string }) =>
    `--pseudonymize ${a.path}: others than its owner may read or write the key file, so it hides nothing. Run: chmod 600 ${a.path}`,
  "key-short": (a: { path: string; bytes: number; least: number }) =>
    `--pseudonymize ${a.path}: holds ${a.bytes} bytes, and a key takes ${a.least} or more. Make one with: (umask 077; openssl rand -hex 32 > KEYFILE)`,
  "pseudonymize-nothing": (a: { path: string }) =>
    `--pseudonymize ${a.path}: this run writes no ids, so there is nothing to hide. Add --findings FILE or --cases N, or leave it out.`,
  "cases-without-key": (a: { value: string }) =>
    `--cases ${a.value}: an annex of cases is of persons. Give --pseudonymize KEYFILE, or leave it out.`,
  "cases-without-complaint": (a: { value: string }) =>
    `--cases ${a.value}: only --template complaint has an annex of cases. Add it, or leave --cases out.`,
  "publish-with": (a: { option: string }) =>
    `--publish: what may leave the building holds no persons and no other document, and ${a.option} asks for one. Run without ${a.option}, or a second time without --publish for what stays in the building.`,
  "publish-command": (a: { command: string }) =>
    `--publish: ${a.command} prints small counts as they are. Publish a report instead: cancellog report FILE --publish, or cancellog render REPORT.json --publish.`,
  "publish-scope": (a: { name: string }) =>
    `--publish: the report looks only at what --where ${a.name} picks, and ${a.name} names persons or their appointments. Run again without that condition.`,
  "template-format": (a: { template: string; format: string }) =>
    `--template ${a.template}: is written as markdown or html, not as ${a.format}. Write -o FILE.md or -o FILE.html.`,
  "not-comparable": (a: { base: string; current: string; what: string }) =>
    `${a.base} and ${a.current}: cannot be compared; they differ in ${a.what}. Run both with the same packs, conditions and assumptions.`,
  "options-of-saved": (a: { option: string }) =>
    `${a.option}: says how exports are read, and both sides are saved reports. Leave it out, or name the exports themselves.`,
  "option-of-base": (a: { option: string; path: string }) =>
    `${a.option}: says how the base is read, and ${a.path} is a saved report. Leave it out, or name its exports.`,
  "output-failed": (a: { path: string; cause: string }) => `${a.path}: cannot be written (${a.cause}).`,
  "does-not-add-up": (a: { detail: string }) =>
    `the records do not add up (${a.detail}), so no figure can be trusted and none is printed. Please report this, with the shape of the file.`,
  "too-many-classes": (a: { most: number }) =>
    `the pack's conditions tell more than ${a.most} kinds of cancellations apart. Compare fields with few values, or use --engine reference.`,
  "engine-memory": (a: { cause: string }) =>
    `the engine ran out of memory (${a.cause}). Give it more with --memory, or a larger disk for temporary files (TMPDIR).`,
  "scratch-failed": (a: { path: string; cause: string }) =>
    `${a.path}: what does not fit into memory cannot be kept there (${a.cause}). Set TMPDIR to a folder with more room that may be written to.`,
  "engine-count": (a: { path: string; counted: number; held: number }) =>
    `${a.path}: ${a.counted} rows were counted, and the engine holds ${a.held}; so no figure can be trusted and none is printed. Run with --engine reference, and please report this, with the shape of the file.`,
  "converted-damaged": (a: { path: string; cause: string }) =>
    `${a.path}: this converted log cannot be trusted (${a.cause}). Convert the exports again.`,
  "converted-version": (a: { path: string; version: string; known: string }) =>
    `${a.path}: this log was converted by another version of cancellog (${a.version}; this one reads ${a.known}). Convert the exports again.`,
  "converted-with-others": (a: { path: string }) =>
    `${a.path}: a converted log is read alone. Convert all the exports into one folder, and name that.`,
  "converted-not-exports": (a: { path: string; command: string }) =>
    `${a.path}: this is a converted log, and ${a.command} takes exports. Name the exports themselves.`,
  "converted-reading": (a: { path: string; option: string; asked: string; held: string }) =>
    `${a.option} ${a.asked}: ${a.path} was converted with ${a.held}. Convert the exports again with ${a.option} ${a.asked}, or leave the option out.`,
  "converted-zone": (a: { path: string; zone: string; held: string }) =>
    `--timezone: the packs of this run count in ${a.zone}, and ${a.path} was converted in ${a.held}. Convert the exports again with --timezone ${a.zone}.`,
  "converted-column": (a: { path: string; name: string }) =>
    `${a.path}: the column "${a.name}" is a field by that name and was not kept as a text. Run on the exports themselves.`,
  "folder-taken": (a: { path: string }) =>
    `-o ${a.path}: the folder is not empty, and holds no converted log. Choose another name.`,
  "changed-while-read": (a: { path: string }) => `${a.path}: changed while it was read. Run again once it is complete.`,
} as const satisfies Readonly<Record<string, (args: never) => string>>;

export type FailureCode = keyof typeof FAILURES;
type Args<C extends FailureCode> = Parameters<(typeof FAILURES)[C]>[0];

/** An error of the user's, or of the user's data: shown as its message alone, and exit code 2. */
export class Failure extends Error {
  readonly code: FailureCode;
  /** The option that is at fault, and the text it was given, where there is one. */
  readonly option: string | null;
  readonly value: string | null;

  constructor(code: FailureCode, message: string, about: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = "Failure";
    this.code = code;
    this.option = typeof about.option === "string" ? about.option : (/^--[a-z-]+/.exec(message)?.[0] ?? null);
    const value = about.value ?? about.name;
    this.value = typeof value === "string" ? value : null;
  }
}

const LONGEST = { text: 1000, name: 80 } as const;

const clipped = (text: string, most: number): string => inert(text.length > most ? `${text.slice(0, most)}…` : text);

/** Texts of the user's files are shown, not acted on by a terminal; and no more of them than can be read. */
const readable = (value: unknown): unknown => {
  if (typeof value === "string") return clipped(value, LONGEST.text);
  return Array.isArray(value) ? value.map((one) => clipped(String(one), LONGEST.name)) : value;
};

/** Makes the failure of a code with its arguments. */
export const failure = <C extends FailureCode>(code: C, args: Args<C>): Failure => {
  const shown = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, readable(value)])) as Args<C>;
  return new Failure(code, (FAILURES[code] as (a: Args<C>) => string)(shown), args);
};
