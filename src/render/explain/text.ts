import type { Explanation } from "../../model/explain.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { Style } from "../style.ts";
import { tame } from "../tame.ts";
import { MARGIN, type Page, pageOf } from "../text/page.ts";
import type { Paint } from "../text/paint.ts";
import { clip, displayWidth, padEnd } from "../text/width.ts";
import { GLUE, hang } from "../text/wrap.ts";
import { contentOf } from "./content.ts";
import type { Part } from "./parts.ts";

const LABEL = { least: 11, most: 26 } as const;
const GAP = 2;
/** Columns of the line between two appointments. */
const LINE = 40;

const BRUSHES: Readonly<Record<Verdict, keyof Paint>> = {
  met: "met",
  missed: "missed",
  overdue: "overdue",
  exempt: "open",
  pending: "open",
  undetermined: "undetermined",
  "not-applicable": "quiet",
};

/** Colors a verdict at the start of a line; whatever else stands there stays as it is. */
const verdictPainted = (text: string, paint: Paint): string =>
  text.replace(/^([A-Za-z-]+)/, (word) => {
    const brush = BRUSHES[word.toLowerCase() as Verdict];
    return brush === undefined ? word : paint[brush](word);
  });

const pairLines = (rows: Extract<Part, { readonly kind: "pairs" }>["rows"], page: Page): readonly string[] => {
  const widest = Math.max(LABEL.least, ...rows.map(([label]) => displayWidth(label)));
  const width = Math.min(LABEL.most, widest);
  return rows.flatMap(([label, text]) => {
    const long = displayWidth(label) > width;
    const head = `${MARGIN}${padEnd(long ? "" : label, width + GAP)}`;
    const lines = hang(head, text, page.measure);
    return (long ? [`${MARGIN}${clip(label, page.measure - MARGIN.length)}`, ...lines] : lines).map((line) =>
      line.startsWith(`${MARGIN}${label}`) ? `${MARGIN}${verdictPainted(line.slice(MARGIN.length), page.paint)}` : line,
    );
  });
};

const linesOf = (part: Part, page: Page): readonly string[] => {
  switch (part.kind) {
    case "title":
      if (part.level === 1) return hang("", part.text, page.measure).map((line) => page.paint.strong(line));
      return part.level === 2
        ? ["", page.paint.title(part.text)]
        : hang(MARGIN, part.text, page.measure).map((line, i) =>
            i === 0 ? `${MARGIN}${verdictPainted(line.slice(MARGIN.length), page.paint)}` : line,
          );
    case "paragraph":
      return hang(MARGIN, part.text, page.measure);
    case "pairs":
      return pairLines(part.rows, page);
    case "list":
      return part.items.flatMap((item) => hang(`${MARGIN}- `, item, page.measure));
    case "break":
      return ["", "─".repeat(LINE), ""];
    case "drawing":
      return part.lines.map((line) => `${MARGIN}${MARGIN}${clip(line, page.width - MARGIN.length * 2)}`);
  }
};

/** Writes an explanation for a terminal, to be read as prose. */
export const explanationText = (explanation: Explanation, style: Style): string => {
  const page = pageOf(style);
  const blocks = contentOf(tame(explanation)).map((part) => linesOf(part, page));
  return `${blocks
    .flatMap((block, i) => (i === 0 ? block : ["", ...block]))
    .join("\n")
    .replaceAll(GLUE, " ")}\n`;
};
