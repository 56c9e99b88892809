import type { Request } from "../audit.ts";
import { type HolidayCalendar, SHIPPED_CALENDARS } from "../calendar/calendars.ts";
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
import { shippedPack, shippedPackIds } from "../rules/shipped.ts";
import { readMapping } from "./readMapping.ts";
import { readOption, readOptional } from "./readOption.ts";
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

const readPack = async (name: string, cwd: string): Promise<Pack> => {
  const shipped = shippedPack(name);
  if (shipped !== null) return shipped;
  if (/[./\\]/.test(name)) return (await import("../rules/packFile.ts")).readPackFile(name, cwd);
  const ids = shippedPackIds();
  throw failure("unknown-option-value", {
    option: "--pack",
    value: name,
    allowed: `Packs are ${ids.join(", ")}; or name a YAML file, such as ./my-pack.yaml.`,
    nearest: nearest(name, ids),
  });
};

const readCalendar = (id: string, option: string): HolidayCalendar => {
  const make = Object.hasOwn(SHIPPED_CALENDARS, id) ? SHIPPED_CALENDARS[id] : undefined;
  if (make !== undefined) return make();
  const ids = Object.keys(SHIPPED_CALENDARS);
  throw failure("unknown-option-value", {
    option,
    value: id,
    allowed: `Calendars are ${ids.join(", ")}.`,
    nearest: nearest(id, ids),
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

const requireOneRuleEach = (packs: readonly Pack[]): void => {
  const owner = new Map<string, string>();
  for (const pack of packs)
    for (const { id } of pack.rules) {
      const other = owner.get(id);
      if (other !== undefined) throw failure("same-rule-twice", { id, packs: [other, pack.id] });
      owner.set(id, pack.id);
    }
};

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
  requireOneRuleEach(packs);
  const zone = zoneOf(packs, raw.timezone);
  const inForce: PackInForce[] = packs.map((pack) => {
    const calendar =
      raw.calendar === undefined
        ? readCalendar(pack.calendar, `the calendar of pack ${pack.id}`)
        : readCalendar(raw.calendar, "--calendar");
    return { pack, calendar, table: buildDayTable(calendar) };
  });
  const where = (raw.where ?? []).map((text) => readOption("--where", RUN_OPTIONS["--where"], text));
  const by = readOptional("--by", RUN_OPTIONS["--by"], raw.by) ?? null;
  const keyFields = keyFieldsOf(raw.key);
  const asked = [...(by ?? []).filter((name) => name !== "week"), ...where.map(({ column }) => column)];
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
      columns: [...new Set(asked.filter((name) => !isFieldName(name)))],
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
