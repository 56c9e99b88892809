import type { Inspection } from "../../model/inspect.ts";
import { PROBLEMS } from "../../model/problem.ts";
import { type Cell, type Page, section, table, whole } from "./page.ts";

type First = Inspection["rejects"][number]["first"];

/** Names the first places; the path only where there are several files. */
const placesText = (first: First, count: number, many: boolean): string => {
  const places = first.map(({ path, line }) => (many ? `${path}:${line}` : String(line)));
  return `${places.join(", ")}${count > first.length ? ", …" : ""}`;
};

/** Tells what was refused and what was odd, with the first lines of each; never with the text of a record. */
export const troublesText = ({ rejects, problems, files }: Inspection, page: Page): readonly string[] => {
  const many = files.length > 1;
  const rows = (all: readonly { text: string; count: number; first: First }[]): Cell[][] =>
    all.map(({ text, count, first }) => [{ text: whole(count), right: true }, text, placesText(first, count, many)]);
  const lines = many ? "first lines" : "lines";
  const refused = rejects.map(({ reason, count, first }) => ({ text: reason, count, first }));
  const odd = problems
    // Told already under the codes and the unknown values.
    .filter(({ code }) => code !== "null-word" && code !== "sentinel-date" && code !== "unmapped-value")
    .map(({ code, field, count, first }) => ({ text: field === null ? code : `${code} ${field}`, count, first }));
  const codes = [...new Set(problems.map(({ code }) => code))].filter((code) =>
    odd.some(({ text }) => text.startsWith(code)),
  );
  return [
    section(
      page,
      "Records refused",
      refused.length === 0 ? "" : table(page, ["records", "reason", lines], rows(refused), 40),
    ),
    section(
      page,
      "Problems",
      odd.length === 0 ? "" : table(page, ["records", "problem", lines], rows(odd), 40),
      codes.length === 0
        ? ""
        : table(
            page,
            ["", ""],
            codes.map((code) => [code, PROBLEMS[code]]),
          ),
    ),
  ];
};
