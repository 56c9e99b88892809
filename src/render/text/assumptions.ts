import type { Report } from "../../model/report.ts";
import { whole } from "./numbers.ts";
import { note, type Page, type Section } from "./page.ts";
import { layTable } from "./table.ts";
import { clip } from "./width.ts";

type Assumption = Report["assumptions"][number];

export const ASSUMPTION_SOURCES: Readonly<Record<Assumption["source"], string>> = {
  pack: "rule pack",
  option: "--assume",
  derived: "derived",
};
const VALUE_WIDTH = 36;

/** Tells what unknown values were taken as, and how many cancellations relied on it. */
export const assumptions = ({ assumptions: list }: Report, page: Page): Section | null =>
  list.length === 0
    ? null
    : {
        title: "What was assumed where the log says nothing",
        blocks: [
          ...layTable(
            page,
            [
              { head: "Assumed", align: "left" },
              { head: "From", align: "left" },
              { head: "Relied on it", align: "right" },
            ],
            list.map(({ field, value, source, cancellations }) => [
              clip(`${field} = ${value}`, VALUE_WIDTH),
              ASSUMPTION_SOURCES[source],
              whole(cancellations),
            ]),
          ),
          note(page, leaning(list)),
        ],
      };

/** Says which way the assumptions lean. */
export const leaning = (list: readonly Assumption[]): string => {
  const sentences = [
    list.some(({ source }) => source === "pack") &&
      "A pack's assumptions lean to the plan: of two readings, the one that finds less missed.",
    list.some(
      ({ source, field, value }) => source === "derived" && field === "provider_kind" && value === "nonphysician",
    ) && "One does not: that therapy is given by nonphysicians is a fact of practice, derived from the service.",
    list.some(({ source }) => source === "option") && "Those given with --assume are the reader's own.",
  ];
  return sentences.filter((text) => text !== false).join(" ");
};
