import type { InspectedCodes, InspectedDates, InspectedLayout } from "../../model/inspect.ts";
import { type Cell, counted, flow, item, type Page, section, table, whole } from "./page.ts";

const IN_ORDER = { mdy: "M$1D", dmy: "D$1M" } as const;

/** Writes a shape with month and day where they are known to stand. */
const shapeText = (shape: string, is: InspectedDates["is"]): string =>
  is === null ? shape.replaceAll("#", "?") : shape.replace(/^#(.)#/, IN_ORDER[is]);

type OrderNote = "mdy" | "dmy" | "asked" | "open" | "conflict" | "midnights";

const NOTES: Readonly<Record<OrderNote, string>> = {
  open: "Month first or day first? Nothing tells, pass --date-order",
  conflict: "Month first and day first, pass --date-order",
  mdy: "Month first, proven",
  dmy: "Day first, proven",
  asked: "In the order that was asked for",
  midnights: "Only midnights Z, read as dates and not as instants",
};

const noteOf = ({ order, is, utcMidnights }: InspectedDates): OrderNote | null => {
  if (utcMidnights) return "midnights";
  return order === "one-way" ? null : order === "proven" ? is : order;
};

const proofText = ({ field, proofs, order }: InspectedDates): string => {
  const [proof] = order === "proven" ? proofs : [];
  return proof === undefined ? field : `${field} (${proof.text.split(" ")[0]}, line ${proof.line})`;
};

/** Says in which order dates are read, or that it must be asked for; fields alike together. */
const orderNotes = ({ dates }: InspectedLayout, page: Page): string =>
  (Object.keys(NOTES) as OrderNote[])
    .flatMap((note) => {
      const held = dates.filter((one) => noteOf(one) === note);
      const text = item(" ", `${NOTES[note]}: ${held.map(proofText).join(", ")}`, page.width);
      return held.length === 0 ? [] : [note === "open" || note === "conflict" ? page.ink.yellow(text) : text];
    })
    .join("\n");

const datesTable = ({ dates }: InspectedLayout, page: Page): string => {
  const rows = dates.flatMap((one): Cell[][] => {
    const shapes = one.shapes.map(({ shape, count, example }) => [shapeText(shape, one.is), count, example] as const);
    const lost = one.unreadable === 0 ? [] : [["unreadable", one.unreadable, ""] as const];
    return [...shapes, ...lost].map(([shape, count, example], i): Cell[] => [
      i === 0 ? one.field : "",
      shape === "unreadable" ? { text: shape, look: page.ink.yellow } : shape,
      { text: whole(count), right: true },
      example,
    ]);
  });
  return rows.length === 0 ? "" : table(page, ["field", "shape", "records", "example"], rows);
};

/** Words told of one code on one line or a few; the rest are counted. */
const wordsText = (words: InspectedCodes["words"], most: number): string => {
  const shown = words.slice(0, most).map(({ word, count }) => `${word} (${whole(count)})`);
  return flow([...shown, ...(words.length > most ? [`and ${counted(words.length - most, "other")}`] : [])]);
};

const UNMAPPED_TOLD = 24;
const MAPPED_TOLD = 8;

const codeRows = ({ field, words, hidden }: InspectedCodes, page: Page): Cell[][] => {
  const unmapped = words.filter(({ state }) => state === "unmapped");
  const unknown = words.filter(({ state }) => state === "unknown");
  const own = words.filter(({ word, code }) => word === code);
  const others = words.filter(({ word, code }) => code !== null && word !== code);
  const codes = [...new Set(others.map(({ code }) => code ?? ""))];
  const { yellow } = page.ink;
  const rows: Cell[][] = [
    ...(unmapped.length === 0
      ? []
      : [
          [
            { text: "? unmapped", look: yellow },
            { text: wordsText(unmapped, UNMAPPED_TOLD), look: yellow },
          ],
        ]),
    ...(hidden.records === 0
      ? []
      : [
          [
            { text: "? unmapped", look: yellow },
            `${counted(hidden.words, "text")} in ${counted(hidden.records, "record")}, not shown: they may name persons`,
          ],
        ]),
    ...(unknown.length === 0 ? [] : [["unknown", wordsText(unknown, MAPPED_TOLD)]]),
    ...(own.length === 0 ? [] : [["as it stands", wordsText(own, own.length)]]),
    ...codes.map((code) => [
      code,
      wordsText(
        others.filter((word) => word.code === code),
        MAPPED_TOLD,
      ),
    ]),
  ];
  return rows.map((row, i) => [i === 0 ? field : "", ...row]);
};

const unknownTable = ({ unknown }: InspectedLayout, page: Page): string => {
  const rows = unknown.map(({ field, nullWords, sentinels }) => [
    field,
    flow([...nullWords, ...sentinels].map(({ word, count }) => `${word} (${whole(count)})`)),
  ]);
  return rows.length === 0 ? "" : table(page, ["field", "words and dates"], rows);
};

/** Tells what the dates and codes are written like, and what was taken for no value at all. */
export const valuesText = (layout: InspectedLayout, page: Page): readonly string[] => [
  section(page, "Dates", datesTable(layout, page), orderNotes(layout, page)),
  section(
    page,
    "Codes",
    layout.codes.some(({ words, hidden }) => words.length + hidden.records > 0)
      ? table(
          page,
          ["field", "read as", "words and records"],
          layout.codes.flatMap((one) => codeRows(one, page)),
        )
      : "",
  ),
  section(page, "Taken as unknown", unknownTable(layout, page)),
];
