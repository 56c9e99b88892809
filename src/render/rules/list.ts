import { inertDocument } from "../../model/inert.ts";
import type { PackListing, RuleListing } from "../../model/ruleSheet.ts";

/** Says from what day to what day a rule is in force. */
export const inForce = ({ effective: { from, to } }: RuleListing): string => {
  if (from === null) return to === null ? "always" : `to ${to}`;
  return to === null ? `from ${from}` : `${from} to ${to}`;
};

const startOf = ({ starts }: RuleListing): string => starts?.join(" or ") ?? "–";

const CELLS: readonly ((rule: RuleListing) => string)[] = [
  ({ id }) => id,
  ({ limit }) => limit ?? "no limit",
  startOf,
  ({ basis }) => basis,
  ({ citation }) => citation.grade,
  inForce,
];
const HEADS = ["rule", "limit", "counted from", "basis", "grade", "in force"] as const;

const table = (rules: readonly RuleListing[]): readonly string[] => {
  const rows = [[...HEADS], ...rules.map((rule) => CELLS.map((cell) => cell(rule)))];
  const widths = HEADS.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd());
};

const packText = (pack: PackListing): string => {
  const { id, version, title, timezone, calendar, rules } = pack;
  const base = pack.extends === null ? [] : [`  extends ${pack.extends.id} ${pack.extends.version}`];
  return [`${id} ${version}: ${title}`, `  ${timezone}, calendar ${calendar.id}`, ...base, "", ...table(rules)].join(
    "\n",
  );
};

/** Lists packs and their rules for a terminal. */
export const ruleListText = (packs: readonly PackListing[]): string =>
  `${inertDocument(packs).map(packText).join("\n\n")}\n\ncancellog rules show ID tells one rule in full.\n`;

const cell = (text: string): string => text.replaceAll("|", "\\|");

const packMarkdown = ({ id, title, families, rules }: PackListing): string =>
  [
    `**\`${id}\`**: ${cell(title)}.`,
    "",
    "| family | rule | limit | counted from | in force | basis, grade | citation |",
    "|---|---|---|---|---|---|---|",
    ...families.flatMap((family) =>
      rules
        .filter((rule) => rule.family === family.id)
        .map((rule) =>
          [
            "",
            `\`${family.id}\``,
            `\`${rule.id}\``,
            rule.limit ?? "–",
            rule.starts?.map((field) => `\`${field}\``).join(" or ") ?? "–",
            inForce(rule),
            `${rule.basis}, ${rule.citation.grade}`,
            cell(rule.citation.law),
            "",
          ]
            .join(" | ")
            .trim(),
        ),
    ),
  ].join("\n");

/** Lists packs and their rules as tables of Markdown: those of the README. */
export const ruleListMarkdown = (packs: readonly PackListing[]): string =>
  `${inertDocument(packs).map(packMarkdown).join("\n\n")}\n`;
