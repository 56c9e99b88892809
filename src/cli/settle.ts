import type { Request } from "../audit.ts";
import { FIRST_DAY, isoDate, LAST_DAY, parseIsoDate } from "../calendar/civil.ts";
import { buildDayTable } from "../calendar/dayTable.ts";
import { findZone, type Zone, zoneNames } from "../calendar/zone.ts";
import type { PackInForce, Scope } from "../engine/contract.ts";
import type { Input } from "../ingest/input.ts";
import { shippedMappings } from "../ingest/mappings.ts";
import { failure } from "../model/failure.ts";
import { FIELD_NAMES, type FieldName, fieldSpec, isFieldName } from "../model/fields.ts";
import { nearest } from "../model/nearest.ts";
import type { Report } from "../model/report.ts";
import type { Pack } from "../model/rule.ts";
import { assumedOf, RUN_OPTIONS } from "../model/runOptions.ts";
import { columnsAsked } from "../rules/condition.ts";
import { readCalendar } from "./readCalendar.ts";
import { readMapping } from "./readMapping.ts";
import { readOption, readOptional } from "./readOption.ts";
import { readPack } from "./readPack.ts";
import { whereOf } from "./where.ts";

/** The options of a run as commander hands them over: texts. */
export interface RawOptions {
  readonly pack?: readonly string[];
  readonly asOf?: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly timezone?: string;
  readonly calendar?: string;
  readonly by?: string;
  readonly assume?: readonly string[];
  readonly key?: string;
  readonly delimiter?: string;
  readonly dateOrder?: string;
  readonly maxBytes?: string;
  readonly mapping?: string;
  readonly encoding?: string;
  readonly link?: string;
  readonly derive?: readonly string[];
  /** The configuration file that options came from, if any did. */
  readonly configUsed?: Report["config"];
}

const DEFAULT_PACK = "ca-timely-access";
const DEFAULT_MAX_BYTES = 64e9;
const DEFAULT_LINK = "explicit";

const day = (option: "--as-of" | "--from" | "--to", text: string | undefined): number | null => {
  if (text === undefined) return null;
  const number = parseIsoDate(readOption(option, RUN_OPTIONS[option], text));
  if (number !== null && number >= FIRST_DAY && number <= LAST_DAY) return number;
  throw failure("bad-option", {
    option,
    value: text,
    expected: `a date of the calendar from ${isoDate(FIRST_DAY)} to ${isoDate(LAST_DAY)}`,
  });
};

const zoneOf = (packs: readonly Pack[], asked: string | undefined): Zone => {
  const zones = [...new Set(packs.map(({ timezone }) => timezone))];
  if (asked === undefined && zones.length > 1) throw failure("pack-zones", { zones });
  const name = asked ?? zones[0] ?? "";
  const zone = findZone(name);
  if (zone !== null) return zone;
  throw failure("unknown-option-value", {
    option: asked === undefined ? "the pack's timezone" : "--timezone",
    value: name,
    allowed: "Give an IANA name, such as America/Los_Angeles.",
    nearest: nearest(name, zoneNames()),
  });
};

/** Figures go by the ids of rules and families; two packs that share one would be counted as one. */
const requireOneEach = (
  packs: readonly Pack[],
  part: "rules" | "families",
  code: "same-rule-twice" | "same-family-twice",
): void => {
  const owner = new Map<string, string>();
  for (const pack of packs)
    for (const { id } of pack[part]) {
      const other = owner.get(id);
      if (other !== undefined) throw failure(code, { id, packs: [other, pack.id] });
      owner.set(id, pack.id);
    }
};

/** Columns that conditions of packs ask for by their headers, and whose rule it is that does. */
const packColumns = (packs: readonly Pack[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    packs.flatMap((pack) =>
      [...columnsAsked(pack)].map(([header, [rule]]) => [header, `rule ${rule} of pack ${pack.id}`] as const),
    ),
  );

const keyFieldsOf = (text: string | undefined): readonly FieldName[] => {
  if (text === undefined) return ["appointment_id"];
  const fields = readOption("--key", RUN_OPTIONS["--key"], text).map((name) => {
    if (isFieldName(name) && fieldSpec(name).type === "text") return name;
    const texts = FIELD_NAMES.filter((field) => fieldSpec(field).type === "text");
    throw failure("unknown-option-value", {
      option: "--key",
      value: name,
      allowed: `A key is made of text fields: ${texts.join(", ")}.`,
      nearest: nearest(name, texts),
    });
  });
  if (fields.includes("appointment_id")) return fields;
  throw failure("bad-option", { option: "--key", value: text, expected: "fields with appointment_id among them" });
};

const scopeDays = (raw: RawOptions): Pick<Scope, "from" | "to"> => {
  const from = day("--from", raw.from);
  const to = day("--to", raw.to);
  if (from !== null && to !== null && from > to)
    throw failure("bad-option", {
      option: "--from",
      value: raw.from ?? "",
      expected: `a date not after --to ${raw.to}`,
    });
  return { from, to };
};

/** Options that change figures and are not at their default, for the report. */
const changedOptions = (raw: RawOptions, { derive, link }: Request["plan"]): Report["options"] => {
  const { assume, key, timezone, calendar, dateOrder, delimiter, encoding, mapping } = raw;
  const linked = link === DEFAULT_LINK ? undefined : link;
  const given = {
    assume,
    calendar,
    "date-order": dateOrder,
    delimiter,
    derive,
    encoding,
    key,
    link: linked,
    mapping,
    timezone,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value.length > 0));
};

/**
 * Settles a run before anything is read: packs, calendars, zone, scope, dimensions.
 * @throws Failure for whatever option cannot be understood.
 */
export const settle = async (
  inputs: readonly Input[],
  raw: RawOptions,
  tool: Report["tool"],
  cwd: string,
): Promise<{ readonly request: Request; readonly maxBytes: number }> => {
  const packs: Pack[] = [];
  for (const name of raw.pack ?? [DEFAULT_PACK]) packs.push(await readPack(name, cwd));
  requireOneEach(packs, "rules", "same-rule-twice");
  const zone = zoneOf(packs, raw.timezone);
  requireOneEach(packs, "families", "same-family-twice");
  const inForce: PackInForce[] = [];
  for (const pack of packs) {
    const calendar =
      raw.calendar === undefined
        ? await readCalendar(pack.calendar, `the calendar of pack ${pack.id}`, cwd)
        : await readCalendar(raw.calendar, "--calendar", cwd);
    inForce.push({ pack, calendar, table: buildDayTable(calendar) });
  }
  const where = (raw.where ?? []).map((text) => readOption("--where", RUN_OPTIONS["--where"], text));
  const by = readOptional("--by", RUN_OPTIONS["--by"], raw.by) ?? null;
  const keyFields = keyFieldsOf(raw.key);
  const asked = [...(by ?? []).filter((name) => name !== "week"), ...where.map(({ column }) => column)];
  const columnsOfPacks = packColumns(packs);
  const derive = (raw.derive ?? []).map((text) => readOption("--derive", RUN_OPTIONS["--derive"], text));
  const plan: Request["plan"] = {
    packs: inForce,
    zone,
    asOf: day("--as-of", raw.asOf),
    scope: { ...scopeDays(raw), where: where.map(whereOf) },
    assume: assumedOf((raw.assume ?? []).map((text) => readOption("--assume", RUN_OPTIONS["--assume"], text))),
    keyFields,
    link: readOptional("--link", RUN_OPTIONS["--link"], raw.link) ?? DEFAULT_LINK,
    derive: [...new Set(derive)],
  };
  const request: Request = {
    inputs,
    reading: {
      zone,
      keyFields,
      dateOrder: readOptional("--date-order", RUN_OPTIONS["--date-order"], raw.dateOrder),
      encoding: readOptional("--encoding", RUN_OPTIONS["--encoding"], raw.encoding),
      mapping: raw.mapping === undefined ? null : await readMapping(raw.mapping, cwd),
      presets: shippedMappings(),
      delimiter: readOptional("--delimiter", RUN_OPTIONS["--delimiter"], raw.delimiter),
      columns: [...new Set([...asked.filter((name) => !isFieldName(name)), ...Object.keys(columnsOfPacks)])],
      columnsAskedBy: columnsOfPacks,
    },
    plan,
    by,
    tool,
    options: changedOptions(raw, plan),
    scopeText: where.map(({ text }) => text),
    config: raw.configUsed ?? null,
  };
  return {
    request,
    maxBytes: readOptional("--max-bytes", RUN_OPTIONS["--max-bytes"], raw.maxBytes) ?? DEFAULT_MAX_BYTES,
  };
};
