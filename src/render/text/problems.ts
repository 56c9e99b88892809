import { PROBLEMS } from "../../model/problem.ts";
import type { Report } from "../../model/report.ts";
import { whole } from "./numbers.ts";
import { type Block, MARGIN, type Page, paragraph, type Section } from "./page.ts";
import { clip, clipStart, displayWidth } from "./width.ts";

type Problem = Report["problems"][number];
type Sample = Problem["samples"][number];

const SAMPLES = { plain: 2, verbose: 5 } as const;
const INDENT = MARGIN.repeat(2);
/** Part of a line that a place may take, the rest being for what was found there. */
const PLACE_SHARE = 0.5;

/** Tells what was wrong with the data, what was done about it, and where to look. */
export const problems = ({ problems: list }: Report, page: Page): Section | null =>
  list.length === 0 ? null : { title: "Problems in the data", blocks: list.map((problem) => block(problem, page)) };

const block = ({ code, count, samples }: Problem, page: Page): Block => [
  `${MARGIN}${page.paint.title(code)}  ${whole(count)}`,
  ...paragraph(page, PROBLEMS[code], INDENT),
  ...samples.slice(0, page.verbose ? SAMPLES.verbose : SAMPLES.plain).map((one) => sample(one, PROBLEMS[code], page)),
];

const sample = ({ path, line, detail }: Sample, sentence: string, page: Page): string => {
  const room = page.width - INDENT.length;
  const number = line === null ? "" : `:${line}`;
  const place = `${clipStart(path, Math.floor(room * PLACE_SHARE) - number.length)}${number}`;
  const told = detail === "" || detail === sentence ? "" : clip(`  ${detail}`, room - displayWidth(place));
  return page.paint.quiet(`${INDENT}${place}${told}`);
};
