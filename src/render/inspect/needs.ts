import { FIELDS } from "../../model/fields.ts";
import type { Inspection, Nearest, Need } from "../../model/inspect.ts";
import { counted, item, type Page, section, whole } from "./page.ts";
import { quotedScalar, visible } from "./visible.ts";

type Of<C extends Need["code"]> = Extract<Need, { code: C }>;

const BECAUSE = { header: "by its header", values: "by its values", both: "by header and values" } as const;
const nearestText = (nearest: Nearest | null): string =>
  nearest === null
    ? "No column comes near it."
    : `The nearest, ${BECAUSE[nearest.because]}: ${nearest.columns.map(quotedScalar).join(" with ")}.`;

const ORDER = { mdy: "month-first", dmy: "day-first" } as const;

/** What each need is and what to do about it: the one place where these sentences stand. */
const SENTENCES: { readonly [C in Need["code"]]: (need: Of<C>, where: string) => string } = {
  unreadable: ({ message }) => visible(message.replaceAll("\n", " ")),
  "no-header": (_, where) =>
    `No header line${where}: what stands in its place looks like a record. Put a line of column names at the top of the file.`,
  "missing-column": ({ field, nearest }, where) =>
    `No column for ${field === "status" ? "status (or canceled_at)" : field}${where}, ${FIELDS[field].meaning}. ` +
    `${nearestText(nearest)} Name it in the mapping below.`,
  "ambiguous-column": ({ field, columns }, where) =>
    `Several columns could be ${field}${where}: ${columns.map(quotedScalar).join(", ")}. Choose one in the mapping below.`,
  "date-order-open": ({ field, text, path, line }) =>
    `${field} may be month first or day first (${quotedScalar(text)}, ${visible(path)}:${line}), and no value tells. ` +
    "Pass --date-order mdy or --date-order dmy.",
  "date-order-conflict": ({ field, proofs }) =>
    `${field} holds ${proofs
      .map(({ order, text, path, line }) => `${ORDER[order]} dates (${quotedScalar(text)}, ${visible(path)}:${line})`)
      .join(" and ")}. Mend the export, or say with --date-order which is right.`,
  "no-records": () => "A header but no records. Check the export's date range and filters.",
  "all-rejected": ({ records, reason }) =>
    `Every record is refused (${whole(records)}, the usual reason: ${reason}). See the problems below.`,
  "no-as-of": () =>
    "No record carries canceled_at, made_at or updated_at, so nothing tells as of when the export speaks. " +
    "Pass --as-of YYYY-MM-DD to report.",
  "unmapped-codes": ({ field, words, records }) =>
    `${field}: ${counted(words, "word")} that no code book knows; ${counted(records, "record")} will be refused. ` +
    "The mapping below lists them.",
};

const sentence = <C extends Need["code"]>(need: Of<C>, where: string): string =>
  (SENTENCES[need.code as C] as (one: Of<C>, at: string) => string)(need, where);

/** Names the files that a need is about, where not all are read alike. */
const whereOf = (need: Need, { layouts, files }: Inspection): string => {
  if (!("layout" in need) || layouts.length === 1) return "";
  const held = files.filter(({ layout }) => layout === need.layout);
  return ` in ${visible(held[0]?.path ?? "")}${held.length > 1 ? ` and ${counted(held.length - 1, "file")} like it` : ""}`;
};

const subject = ({ files, needs }: Inspection): { readonly it: string; readonly is: string } => {
  const unreadable = needs.flatMap((need) => (need.code === "unreadable" ? [need.path] : []));
  const count = new Set([...files.map(({ path }) => path), ...unreadable]).size;
  return count === 1 ? { it: "This export", is: "it is" } : { it: `These ${whole(count)} exports`, is: "they are" };
};

/** Needs told one by one; of more, how many. */
const TOLD = 12;

const listed = (
  needs: readonly Need[],
  mark: (i: number) => string,
  inspection: Inspection,
  { width }: Page,
): string[] => [
  ...needs.slice(0, TOLD).map((need, i) => item(mark(i), sentence(need, whereOf(need, inspection)), width)),
  ...(needs.length > TOLD ? [`    and ${whole(needs.length - TOLD)} more`] : []),
];

const isUnknownWords = (need: Need): need is Of<"unmapped-codes"> =>
  need.code === "unmapped-codes" && need.field !== "status";

/** Says of all fields together that some of their words are taken as unknown; a status refuses its record. */
const unknownWords = (needs: readonly Need[], page: Page): string[] => {
  const held = needs.filter(isUnknownWords).map(({ field, records }) => `${field} (${counted(records, "record")})`);
  const text = `Words that no code book knows, taken as unknown: ${held.join(", ")}. The mapping below lists them.`;
  return held.length === 0 ? [] : [item("  ·", text, page.width)];
};

/** Says first of all whether these files can be assessed, and if not, what is needed. */
export const answer = (inspection: Inspection, page: Page): string => {
  const { ink } = page;
  const { assessable, needs, sample, silent } = inspection;
  const { it, is } = subject(inspection);
  const blocking = needs.filter((need) => need.blocking);
  const other = needs.filter((need) => !need.blocking && !isUnknownWords(need));
  const lost = silent.filter(({ state }) => state === "undecided").reduce((sum, { rules }) => sum + rules.length, 0);
  const notes = [
    ...listed(other, () => "  ·", inspection, page),
    ...unknownWords(needs, page),
    ...(lost === 0
      ? []
      : [item("  ·", `${counted(lost, "rule")} will tell nothing for want of a column, listed below.`, page.width)]),
    ...(sample === null
      ? []
      : [
          item(
            "  ·",
            `Only the first ${counted(sample, "record")} of each file were looked at (--sample).`,
            page.width,
          ),
        ]),
  ];
  const head = assessable
    ? ink.bold.green(`${it} can be assessed as ${is}.`)
    : ink.bold.yellow(`${it} cannot be assessed yet. What is needed:`);
  return [head, ...listed(blocking, (i) => `  ${i + 1}.`, inspection, page), section(page, "Worth knowing", ...notes)]
    .filter((part) => part !== "")
    .join("\n");
};
