import { FIELD_NAMES, type FieldName } from "../model/fields.ts";
import type { InspectedLayout, MappingDraft } from "../model/inspect.ts";
import type { MappedColumn, Mapping } from "../model/mapping.ts";
import { columnName, surveyHeader } from "./header.ts";
import { allowedWords } from "./inspectCodes.ts";
import type { LayoutCount } from "./inspectLayout.ts";

type Columns = Readonly<Partial<Record<FieldName, MappedColumn>>>;

/** The id of a mapping that inspection wrote, until its owner gives it another. */
const OWN_ID = "my-export";

/** Layouts that one mapping reads as each of them was read. */
interface Group {
  readonly members: readonly { readonly index: number; readonly layout: LayoutCount }[];
  readonly columns: Columns;
}

const columnsOf = ({ mapped, ambiguous, dialect }: LayoutCount): Columns =>
  Object.fromEntries(
    FIELD_NAMES.flatMap((field) => {
      const found = ambiguous.has(field) ? undefined : mapped.get(field);
      if (found === undefined) return [];
      const [first = "", second] = found.map((index) => columnName(dialect.columns, index));
      return [[field, second === undefined ? first : [first, second]]];
    }),
  );

const sameColumns = (a: LayoutCount["mapped"], b: LayoutCount["mapped"]): boolean =>
  a.size === b.size && [...a].every(([field, indexes]) => String(b.get(field)) === String(indexes));

/** Says that a layout read by these columns is read as it was: nothing gained, nothing lost, nothing elsewhere. */
const reproduces = (columns: Columns, { dialect, mapped, ambiguous, mapping }: LayoutCount): boolean => {
  const document = documentOf(columns, mapping, undefined);
  const again = surveyHeader(dialect.columns, { ...document, sha256: "" });
  return sameColumns(again.mapped, mapped) && sameColumns(again.ambiguous, ambiguous);
};

const documentOf = (
  columns: Columns,
  base: Mapping | null,
  order: "mdy" | "dmy" | undefined,
): MappingDraft["document"] => ({
  schema: "cancellog.mapping/1",
  id: base?.id ?? OWN_ID,
  title: base?.title ?? "",
  detect: base?.detect ?? [],
  columns,
  codes: base?.codes ?? {},
  prefixes: base?.prefixes ?? {},
  ...(order === undefined ? {} : { date_order: order }),
});

/** Columns of two layouts in the order of the fields; the first one's stand where both name a field. */
const joined = (first: Columns, second: Columns): Columns =>
  Object.fromEntries(
    FIELD_NAMES.flatMap((field) => {
      const column = first[field] ?? second[field];
      return column === undefined ? [] : [[field, column]];
    }),
  );

/** Says that a layout can share a group's mapping: nothing is asked of it that the others have, and all read as before. */
const fits = ({ members, columns }: Group, layout: LayoutCount, own: Columns): boolean => {
  const [first] = members;
  const open = ({ lacking, ambiguous }: LayoutCount): string => JSON.stringify([lacking, [...ambiguous.keys()]]);
  if (first === undefined || open(first.layout) !== open(layout)) return false;
  if (first.layout.mapping?.sha256 !== layout.mapping?.sha256) return false;
  const together = joined(columns, own);
  if (!reproduces(together, layout)) return false;
  const gained = Object.keys(together).length > Object.keys(columns).length;
  return !gained || members.every((one) => reproduces(together, one.layout));
};

/** Puts the layouts together that one mapping will do for; those that a system's preset read stay with their like. */
const grouped = (layouts: readonly LayoutCount[]): readonly Group[] => {
  const groups: Group[] = [];
  layouts.forEach((layout, index) => {
    const own = columnsOf(layout);
    const at = groups.findIndex((group) => fits(group, layout, own));
    const group = groups[at];
    if (group === undefined) groups.push({ members: [{ index, layout }], columns: own });
    else groups[at] = { members: [...group.members, { index, layout }], columns: joined(group.columns, own) };
  });
  return groups;
};

/** The one order in which all dates of these layouts were read that could be read in two; undefined where it is open. */
const orderOf = (told: readonly InspectedLayout[], base: Mapping | null): "mdy" | "dmy" | undefined => {
  const dates = told.flatMap((layout) => layout.dates).filter(({ order }) => order !== "one-way");
  const [order] = dates;
  const agreed = order !== undefined && order.is !== null && dates.every(({ is }) => is === order.is);
  return agreed ? (order.is ?? undefined) : base?.date_order;
};

/** Each field once, as the first of the layouts tells it. */
const once = <T extends { readonly field: FieldName }>(all: readonly T[]): T[] =>
  all.filter((one, i) => all.findIndex(({ field }) => field === one.field) === i);

const unmappedOf = (told: readonly InspectedLayout[]): MappingDraft["unmapped"] => {
  const counts = new Map<FieldName, Map<string, number>>();
  for (const { field, words } of told.flatMap(({ codes }) => codes))
    for (const { word, count, state } of words)
      if (state === "unmapped") {
        const own = counts.get(field) ?? new Map<string, number>();
        counts.set(field, own.set(word, (own.get(word) ?? 0) + count));
      }
  return [...counts].map(([field, words]) => ({
    field,
    words: [...words].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count),
    allowed: [...allowedWords(field)],
  }));
};

/** Drafts the mappings that read the layouts as they were read, and tells what is left to fill in. */
export const draftMappings = (layouts: readonly LayoutCount[], told: readonly InspectedLayout[]): MappingDraft[] =>
  grouped(layouts).map(({ members, columns }) => {
    const own = members.map(({ index }) => told[index]).filter((one) => one !== undefined);
    const base = members[0]?.layout.mapping ?? null;
    const suggestions = once(own.flatMap((one) => one.columns).flatMap(({ suggestion }) => suggestion ?? []));
    const lacking = once(own.flatMap((one) => one.lacking));
    return {
      layouts: members.map(({ index }) => index),
      document: documentOf(columns, base, orderOf(own, base)),
      lacking,
      ambiguous: once(own.flatMap((one) => one.ambiguous)),
      suggestions: suggestions
        .filter(({ field }) => !lacking.some((one) => one.field === field) && columns[field] === undefined)
        .map(({ field, columns: of, because }) => ({ field, columns: of, because })),
      unmapped: unmappedOf(own),
      orderOpen: own.some((one) => one.dates.some(({ order }) => order === "open" || order === "conflict")),
    };
  });
