import { DATING_FIELDS, type FieldName } from "../model/fields.ts";
import type { Inspection, Need } from "../model/inspect.ts";

type Told = Pick<Inspection, "layouts" | "files" | "rejects">;

/** Judges what stands between these files and a report, in the order in which a run would stumble over it. */
export const needsOf = (told: Told, unreadable: readonly Need[]): Need[] => [
  ...unreadable,
  ...told.layouts.flatMap(ofHeader),
  ...ofRecords(told),
  ...ofDates(told),
  ...ofAsOf(told),
  ...ofCodes(told),
];

const ofHeader = ({ lacking, ambiguous, headerRows }: Told["layouts"][number], layout: number): Need[] => [
  ...(headerRows === 0
    ? [{ code: "no-header", blocking: true, layout } as const]
    : lacking.map(({ field, nearest }): Need => ({ code: "missing-column", blocking: true, layout, field, nearest }))),
  ...ambiguous.map(
    ({ field, columns }): Need => ({ code: "ambiguous-column", blocking: true, layout, field, columns }),
  ),
];

const ofRecords = ({ files, layouts, rejects }: Told): Need[] => {
  if (files.length === 0) return [];
  const records = files.reduce((sum, one) => sum + one.records, 0);
  if (records === 0) return [{ code: "no-records", blocking: true }];
  const rejected = files.reduce((sum, one) => sum + one.rejected, 0);
  const complete = layouts.every(({ lacking, ambiguous }) => lacking.length + ambiguous.length === 0);
  return rejected === records && complete
    ? [{ code: "all-rejected", blocking: true, records, reason: rejects[0]?.reason ?? "" }]
    : [];
};

/** Each field once: the order of its dates is proven over the whole log. */
const ofDates = ({ layouts }: Told): Need[] => {
  const seen = new Set<FieldName>();
  return layouts
    .flatMap(({ dates }) => dates)
    .flatMap(({ field, order, proofs, open }): Need[] => {
      if (seen.has(field) || (order !== "open" && order !== "conflict")) return [];
      seen.add(field);
      if (order === "conflict") return [{ code: "date-order-conflict", blocking: true, field, proofs }];
      return open === null ? [] : [{ code: "date-order-open", blocking: true, field, ...open }];
    });
};

/** Without any date of the log's own, nothing tells as of when it speaks. */
const ofAsOf = ({ layouts, files }: Told): Need[] => {
  const dated = layouts.some(({ dates }) =>
    dates.some(({ field, shapes }) => shapes.length > 0 && DATING_FIELDS.some((one) => one === field)),
  );
  const complete = layouts.every(({ lacking }) => lacking.length === 0);
  return dated || !complete || files.every(({ records }) => records === 0)
    ? []
    : [{ code: "no-as-of", blocking: true }];
};

/** Words that no code book knows: a record with such a status is refused, other fields are unknown there. */
const ofCodes = ({ layouts }: Told): Need[] => {
  const counts = new Map<FieldName, { words: number; records: number }>();
  for (const { field, words, hidden } of layouts.flatMap(({ codes }) => codes)) {
    const unmapped = words.filter(({ state }) => state === "unmapped");
    const own = counts.get(field) ?? { words: 0, records: 0 };
    own.words += unmapped.length + hidden.words;
    own.records += unmapped.reduce((sum, { count }) => sum + count, 0) + hidden.records;
    counts.set(field, own);
  }
  return [...counts]
    .filter(([, { records }]) => records > 0)
    .map(([field, own]): Need => ({ code: "unmapped-codes", blocking: false, field, ...own }))
    .sort((a, b) => Number(isStatus(b)) - Number(isStatus(a)));
};

const isStatus = (need: Need): boolean => need.code === "unmapped-codes" && need.field === "status";
