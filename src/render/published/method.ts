import { LEFT_OUT_RULES, type Published } from "../../model/published.ts";
import { bullets, type DocBlock, type DocSection, folded, glossary, heading, open, say } from "../document/document.ts";
import { momentInWords } from "../text/dates.ts";
import { counted } from "../text/numbers.ts";
import { optionsText } from "../text/provenance.ts";
import type { PublishedTables } from "./tables.ts";
import { HIDDEN, RULE_WORDS } from "./words.ts";

/** Says what was hidden, merged and left out, and by which rule; and what that does not protect against. */
export const protection = (published: Published, tables: PublishedTables): DocSection => {
  const hidden = tables.hidden(published);
  return {
    id: "hidden",
    title: "What was hidden, and by which rule",
    blocks: [
      bullets([
        `Groups of fewer than ${published.least} cancellations or enrollees are merged into one, with the next smallest where that one would still be small, or be a single group.`,
        `A count from 1 to ${published.least - 1} is hidden (${HIDDEN}). So are as few others as it takes that no hidden count can be worked out from what is told: from all the totals, rates, charts and other tables together, each may be ${published.least} or more. The two are not told apart. What is 0 is shown.`,
        "Of each standard only met, not met and undecided are told; breakdowns one at a time, and regions by weeks.",
        "Where no others could be hidden, the whole part is left out. So is whatever is of single persons, any date finer than the week, and every figure of which it is not proven that it gives nothing small away.",
      ]),
      ...(hidden.rows.length === 0 ? [say("Nothing had to be hidden or merged.")] : [open(hidden)]),
      heading("Left out altogether"),
      bullets(
        LEFT_OUT_RULES.flatMap((rule) => {
          const what = published.leftOut.filter((one) => one.rule === rule).map((one) => one.what);
          return what.length === 0 ? [] : [[{ strong: `Since ${RULE_WORDS[rule]}:` }, ` ${what.join("; ")}.`]];
        }),
      ),
      heading("What this does not protect against"),
      bullets([
        "What is known from elsewhere is not reckoned with: that a county has a single facility, say, so that one's figures are the other's. Where places of one kind lie inside those of another, publish one kind of them (--by).",
        "Two publications that differ by a day, a condition or a correction may together tell what neither does. Publish one, and let it stand.",
        "Counts are of cancellations, and several may be one person's. A group has 11 enrollees or more; a single cell of it need not.",
        "The meanings of the standards tie figures to one another, such as that care in time is care at all. Sums are reckoned with, and that two standards bind the same cancellations where they do; bounds of that kind are not.",
      ]),
    ],
  };
};

/** Says from what the figures were made, as far as that may be told. */
export const publishedFoot = ({ log, packs, asOf, scope, options, assumptions, tool }: Published): DocSection => {
  const scopeText = [
    scope.from === null ? "" : `from ${scope.from} `,
    scope.to === null ? "" : `to ${scope.to} `,
    scope.where.join(" and "),
  ]
    .join("")
    .trim();
  return {
    id: "provenance",
    title: "Provenance",
    blocks: [
      glossary([
        ["log", `${counted(log.files, "file")}, sha256 over the sha256 of each, a line each: ${log.sha256}`],
        ...packs.flatMap(({ id, version, sha256, calendar }): readonly (readonly [string, string])[] => [
          ["pack", `${id} ${version}, sha256 ${sha256}`],
          ["calendar", `${calendar.id}, sha256 ${calendar.sha256}`],
        ]),
        ["as of", asOfText(asOf)],
        ["scope", scopeText === "" ? "the whole log" : scopeText],
        ["options", optionsText(options)],
        [
          "assumed where the log says nothing",
          assumptions.map(({ field, value, source }) => `${field} = ${value} (${source})`).join(", ") || "nothing",
        ],
        ["made by", `${tool.name} ${tool.version}, with --publish`],
      ]),
    ],
  };
};

/** Says as of when the figures are, as finely as may be told. */
export const asOfText = ({ date, precision }: Published["asOf"]): string =>
  precision === "day" ? `the end of ${momentInWords(date)}` : `the week of ${momentInWords(date)}`;

/** The tables that a page folds away, those without rows left out. */
export const behind = (tables: readonly ReturnType<PublishedTables["outcomes"]>[]): readonly DocBlock[] =>
  tables.flatMap((table) => (table === null || table.rows.length === 0 ? [] : [folded(table)]));
