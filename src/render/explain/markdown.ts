import type { Explanation } from "../../model/explain.ts";
import { prose, table } from "../markdown/words.ts";
import { tame } from "../tame.ts";
import { GLUE } from "../text/wrap.ts";
import { contentOf } from "./content.ts";
import type { Part } from "./parts.ts";

/** More backticks than stand in a row anywhere within. */
const fenced = (lines: readonly string[]): string => {
  const runs = lines.join("\n").match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1);
  return [`${fence}text`, ...lines, fence].join("\n");
};

const blockOf = (part: Part): string => {
  switch (part.kind) {
    case "title":
      return `${"#".repeat(part.level)} ${prose(part.text)}`;
    case "paragraph":
      return prose(part.text);
    case "pairs":
      return table(
        [
          ["", "left"],
          ["", "left"],
        ],
        part.rows.map(([label, text]) => [prose(label), prose(text)]),
      );
    case "list":
      return part.items.map((item) => `- ${prose(item)}`).join("\n");
    case "break":
      return "---";
    case "drawing":
      return fenced(part.lines);
  }
};

/** Writes an explanation as Markdown for GitHub. */
export const explanationMarkdown = (explanation: Explanation): string =>
  `${contentOf(tame(explanation)).map(blockOf).join("\n\n").replaceAll(GLUE, " ")}\n`;
