import type { Report } from "../../model/report.ts";
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

const IN_EVERY = "under every one of these";

/** Sets every family's missed and overdue beside what they would be under other readings, one thing at a time. */
export const sensitivity = ({ sensitivity: found, families }: Report, page: Page): Section | null => {
  const [own, ...others] = found?.readings ?? [];
  if (found === null || own === undefined || others.length === 0) return null;
  const late = (of: typeof own, id: string): number => {
    const { missed = 0, overdue = 0 } = of.families[id] ?? {};
    return missed + overdue;
  };
  const shown = families.filter(({ id }) => found.readings.some((reading) => late(reading, id) > 0));
  if (shown.length === 0) return null;
  const mark = (id: string): string => (found.robust.includes(id) ? " *" : "");
  const columns = [
    { head: "Missed + overdue", align: "left" } as const,
    ...shown.map(({ id }) => ({ head: clip(id, FAMILY_WIDTH), align: "right" }) as const),
  ];
  const rows = [
    ...found.readings.map((reading) => [
      titleCell(reading.title, page),
      ...shown.map(({ id }) => `${whole(late(reading, id))}${mark(id)}`),
    ]),
    [IN_EVERY, ...shown.map(({ id }) => whole(found.inEvery[id] ?? 0))],
  ];
  const robust = shown.filter(({ id }) => found.robust.includes(id));
  return {
    title: "How far the figures depend on how they are read",
    blocks: [
      ...layTable(page, columns, rows),
      robust.length === 0
        ? paragraph(page, "No figure is the same in every row.")
        : paragraph(
            page,
            `* robust, the same in every row: ${robust.map(({ title, id }) => `${title} (${id})`).join(", ")}.`,
          ),
      note(
        page,
        `One thing is read otherwise in each row, and all else as in this report. "${IN_EVERY}" counts the cancellations ` +
          "that are missed or overdue in every row. What an assumption taken back leaves open is undetermined, not met.",
      ),
    ],
  };
};
