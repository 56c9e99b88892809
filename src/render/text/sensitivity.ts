import type { Report } from "../../model/report.ts";
import {
  IN_EVERY,
  lateUnder,
  READINGS_NOTE,
  ROBUST_MARK,
  readingsOf,
  robustSentence,
  SENSITIVITY_TITLE,
} from "../sensitivityWords.ts";
import { whole } from "./numbers.ts";
import { note, type Page, paragraph, type Section } from "./page.ts";
import { layTable } from "./table.ts";
import { clip } from "./width.ts";
import { wrap } from "./wrap.ts";

const TITLE = { longest: 120, least: 24, most: 52 } as const;
const FAMILY_WIDTH = 24;
/** Readings' titles take as many lines as they need, so that the figures of several families stand beside them. */
const titleCell = (title: string, { width }: Page): string =>
  wrap(clip(title, TITLE.longest), Math.min(TITLE.most, Math.max(TITLE.least, Math.floor(width * 0.45)))).join("\n");

/** Sets every family's missed and overdue beside what they would be under other readings, one thing at a time. */
export const sensitivity = (report: Report, page: Page): Section | null => {
  const found = readingsOf(report);
  if (found === null) return null;
  const { families, robust, inEvery } = found;
  const columns = [
    { head: "Missed + overdue", align: "left" } as const,
    ...families.map(({ id }) => ({ head: clip(id, FAMILY_WIDTH), align: "right" }) as const),
  ];
  const rows = [
    ...found.rows.map((reading) => [
      titleCell(reading.title, page),
      ...families.map(
        (family) => `${whole(lateUnder(reading, family.id))}${robust.includes(family) ? ` ${ROBUST_MARK}` : ""}`,
      ),
    ]),
    [IN_EVERY, ...families.map(({ id }) => whole(inEvery[id] ?? 0))],
  ];
  return {
    title: SENSITIVITY_TITLE,
    blocks: [...layTable(page, columns, rows), paragraph(page, robustSentence(found)), note(page, READINGS_NOTE)],
  };
};
