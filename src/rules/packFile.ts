import { createHash } from "node:crypto";
import { dirname, isAbsolute, join } from "node:path";
import { SHIPPED_CALENDARS } from "../calendar/calendars.ts";
import { parseIsoDate } from "../calendar/civil.ts";
import { findZone, zoneNames } from "../calendar/zone.ts";
import { failure } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import { type CrossFault, crossFaultsOf, type PackDocument, packSchema } from "../model/pack.ts";
import { extensionSchema } from "../model/packExtension.ts";
import type { Pack } from "../model/rule.ts";
import { extendPack, extensionFaultsOf } from "./extendPack.ts";
import { packOf } from "./packDocument.ts";
import { shippedPack, shippedPackDocument, shippedPackIds } from "./shipped.ts";
import { isReadable, type OpenYaml, openYaml, type PlacedFault, readText, refuseFirst } from "./yamlFile.ts";

/** A pack file as it was read: the pack, or all that is wrong with it, the most telling first. */
export interface CheckedPack {
  readonly pack: Pack | null;
  readonly faults: readonly PlacedFault[];
}

const WHAT = "a rule pack";

/** Says whether a name is that of a file, and not the id of something shipped. */
export const isFileName = (name: string): boolean => /[./\\]/.test(name);

/** A file that a pack names stands beside the pack. */
const beside = (path: string, name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Says what a word may have been meant for, and, where they are named, what there is. */
const orMeant = (word: string, known: readonly string[], names?: string): string => {
  const found = nearest(word, known);
  const meant = found === null ? "" : `; did you mean "${found}"?`;
  if (names === undefined) return meant;
  const list = `${names} are ${known.join(", ")}`;
  return meant === "" ? `; ${list}` : `${meant} ${list.charAt(0).toUpperCase()}${list.slice(1)}`;
};

/** Finds dates that do not exist or stand the wrong way round, and zones and calendars that nobody knows. */
const namingFaults = ({ rules, examples, timezone, calendar }: PackDocument): readonly CrossFault[] => {
  const dates = [
    ...rules.flatMap(({ effective }, i) =>
      (["from", "to"] as const).map((end) => ({ path: ["rules", i, "effective", end], date: effective[end] })),
    ),
    ...examples.map(({ as_of }, i) => ({ path: ["examples", i, "as_of"], date: as_of })),
  ];
  const calendars = Object.keys(SHIPPED_CALENDARS);
  return [
    ...dates.flatMap(({ path, date }) =>
      date !== null && parseIsoDate(date) === null ? [{ path, message: `${date} is no date of the calendar` }] : [],
    ),
    ...rules.flatMap(({ effective: { from, to } }, i) =>
      from !== null && to !== null && to < from
        ? [{ path: ["rules", i, "effective", "to"], message: `${to} is before ${from}: the rule is never in force` }]
        : [],
    ),
    ...(findZone(timezone) === null
      ? [{ path: ["timezone"], message: `"${timezone}" is no time zone${orMeant(timezone, zoneNames())}` }]
      : []),
    ...(isFileName(calendar) || calendars.includes(calendar)
      ? []
      : [
          {
            path: ["calendar"],
            message: `"${calendar}" is no calendar${orMeant(calendar, calendars, "calendars")}, or a file such as ./holidays.csv`,
          },
        ]),
  ];
};

const finished = (document: PackDocument, source: string, path: string, base: Pack["extends"] = null): Pack => {
  const calendar = isFileName(document.calendar) ? beside(path, document.calendar) : document.calendar;
  return packOf({ ...document, calendar }, sha256(source), base);
};

/** Finds a calendar's file that does not stand where the pack says. */
const calendarFaults = async (yaml: OpenYaml, { calendar }: Pack, cwd: string): Promise<readonly PlacedFault[]> => {
  return !isFileName(calendar) || (await isReadable(calendar, cwd))
    ? []
    : [yaml.place(["calendar"], `${calendar} is no file that can be read; a calendar's file stands beside its pack`)];
};

/** Hands on a pack whose every part was found. */
const foundWhole = async (yaml: OpenYaml, pack: Pack, cwd: string): Promise<CheckedPack> => {
  const faults = await calendarFaults(yaml, pack, cwd);
  return faults.length > 0 ? { pack: null, faults } : { pack, faults };
};

/** Reads the pack that another extends. */
const readBase = async (yaml: OpenYaml, name: string, cwd: string): Promise<PackDocument & { sha256: string }> => {
  const shipped = shippedPackDocument(name);
  if (shipped !== null) return { ...shipped, sha256: shippedPack(name)?.sha256 ?? "" };
  const fail = (message: string) => failure("pack-error", yaml.place(["extends"], message));
  const ids = shippedPackIds();
  if (!isFileName(name))
    throw fail(`"${name}" is no pack${orMeant(name, ids, "packs")}, or a file such as ./base.yaml`);
  const path = beside(yaml.path, name);
  const source = await readText(path, cwd);
  const base = openYaml(source, path);
  if (extendsOf(base.value) !== null) throw fail(`${path} extends a pack itself; extend that one`);
  const { data, faults } = base.read(packSchema, WHAT);
  refuseFirst(faults ?? []);
  if (data === null) throw new Error(`${path} cannot be read, and nothing says why`);
  refuseFirst(namingFaults(data).map((fault) => base.place(fault.path, fault.message)));
  const calendar = isFileName(data.calendar) ? beside(name, data.calendar) : data.calendar;
  return { ...data, calendar, sha256: sha256(source) };
};

const extendsOf = (value: unknown): string | null => {
  const name = (value as { readonly extends?: unknown } | null | undefined)?.extends;
  return typeof name === "string" && name !== "" ? name : null;
};

/** Counts the places of an extension's own families and rules, and not of those before them. */
const asWritten = (
  path: readonly PropertyKey[],
  merged: PackDocument,
  own: Pick<PackDocument, "families" | "rules">,
) => {
  const [list, index, ...rest] = path;
  if ((list !== "rules" && list !== "families") || typeof index !== "number") return path;
  const at = index - (merged[list].length - own[list].length);
  return at < 0 ? [] : [list, at, ...rest];
};

const checkExtension = async (yaml: OpenYaml, source: string, name: string, cwd: string): Promise<CheckedPack> => {
  const { data, faults } = yaml.read(extensionSchema, WHAT);
  if (data === null) return { pack: null, faults };
  const { sha256: hash, ...base } = await readBase(yaml, name, cwd);
  const merged = extendPack(base, data);
  const found = [
    ...extensionFaultsOf(base, data),
    ...[...crossFaultsOf(merged), ...namingFaults(merged)].map(({ path, message }) => ({
      path: asWritten(path, merged, data),
      message,
    })),
  ];
  if (found.length > 0) return { pack: null, faults: found.map(({ path, message }) => yaml.place(path, message)) };
  const extended = { id: base.id, version: base.version, sha256: hash };
  return foundWhole(yaml, finished(merged, source, yaml.path, extended), cwd);
};

/**
 * Checks a pack of the user's own, and finds all that is wrong with it.
 * @throws Failure `file-missing`, `file-unreadable`; `pack-error` of what it extends.
 */
export const checkPackFile = async (path: string, cwd: string): Promise<CheckedPack> => {
  const source = await readText(path, cwd);
  const yaml = openYaml(source, path);
  const name = extendsOf(yaml.value);
  if (name !== null) return checkExtension(yaml, source, name, cwd);
  const { data, faults } = yaml.read(packSchema, WHAT);
  if (data === null) return { pack: null, faults };
  const found = namingFaults(data).map((fault) => yaml.place(fault.path, fault.message));
  return found.length > 0 ? { pack: null, faults: found } : foundWhole(yaml, finished(data, source, path), cwd);
};

/**
 * Reads a rule pack of the user's own.
 * @throws Failure `file-missing`, `file-unreadable`, or `pack-error` with file, line and column of the first fault.
 */
export const readPackFile = async (path: string, cwd: string): Promise<Pack> => {
  const { pack, faults } = await checkPackFile(path, cwd);
  refuseFirst(faults);
  if (pack === null) throw new Error(`${path} cannot be read, and nothing says why`);
  return pack;
};
