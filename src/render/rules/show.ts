import { inertDocument } from "../../model/inert.ts";
import type { PackSheet, RuleSheet, SheetNeed } from "../../model/ruleSheet.ts";
import { hang } from "../text/wrap.ts";
import { inForce } from "./list.ts";

const LABEL = 12;

/** Writes paragraphs beside a label, and each further one below the first. */
const labeled = (label: string, texts: readonly string[], width: number): readonly string[] =>
  texts.flatMap((text, i) => hang((i === 0 ? label : "").padEnd(LABEL), text, width));

const needWords = ({ fields, meaning, assumed }: SheetNeed): string => {
  const names = fields.length === 1 ? fields.join("") : `one of ${fields.join(", ")}`;
  return `${names}: ${meaning}${assumed === null ? "" : `; unknown is taken as ${assumed}`}`;
};

/** Tells one rule in full, for a terminal of so many columns. */
export const ruleText = (rule: RuleSheet, pack: PackSheet, width: number): string => {
  const { citation, ...sheet } = inertDocument(rule);
  const shown = inertDocument(pack);
  const family = shown.families.find(({ id }) => id === sheet.family);
  const base = shown.extends === null ? "" : `, which extends ${shown.extends.id} ${shown.extends.version}`;
  const lines = [
    ...hang("", `${sheet.id}: ${sheet.title}`, width),
    "",
    ...labeled("pack", [`${shown.id} ${shown.version}${base}`], width),
    ...labeled("family", [`${sheet.family}: ${family?.title ?? ""}`], width),
    ...labeled("basis", [sheet.basis], width),
    ...labeled("in force", [inForce({ ...sheet, citation })], width),
    ...labeled("citation", [`${citation.law} (grade ${citation.grade})`], width),
    ...labeled("", citation.confidence === "" ? [] : [`Of this, ${citation.confidence}.`], width),
    ...labeled("", citation.url === null ? [] : [citation.url], width),
    // What was not read in the source is told, and is not its words.
    ...labeled(citation.grade === "V" ? "words" : "in short", [citation.text], width),
    "",
    ...labeled("applies if", sheet.applies.length === 0 ? ["always"] : sheet.applies, width),
    "",
    ...labeled("formula", sheet.formula, width),
    "",
    ...labeled("needs", sheet.needs.map(needWords), width),
    "",
    ...labeled("example", sheet.example, width),
    ...(/business day/.test(sheet.limit ?? "")
      ? labeled("", [`Business days by ${shown.calendar.id}: ${shown.calendar.title}.`], width)
      : []),
  ];
  return `${lines.join("\n")}\n`;
};

/** Tells of a pack what its rules have in common, for a terminal of so many columns. */
export const packText = (pack: PackSheet, width: number): string => {
  const shown = inertDocument(pack);
  const assumed = Object.entries(shown.assume).map(([field, value]) => `unknown ${field} is taken as ${String(value)}`);
  const lines = [
    ...hang("", `${shown.id} ${shown.version}: ${shown.title}`, width),
    "",
    ...labeled("sha256", [shown.sha256], width),
    ...(shown.extends === null
      ? []
      : labeled("extends", [`${shown.extends.id} ${shown.extends.version}`, `sha256 ${shown.extends.sha256}`], width)),
    ...labeled("time zone", [shown.timezone], width),
    ...labeled("calendar", [`${shown.calendar.id}: ${shown.calendar.title}`], width),
    ...labeled("assumes", assumed.length === 0 ? ["nothing"] : assumed, width),
    "",
    ...shown.families.flatMap(({ id, title, asks }) => [
      ...hang("", `${id}: ${title}`, width),
      ...hang("  ", `Of those ${asks}:`, width),
      ...shown.rules
        .filter(({ family }) => family === id)
        .flatMap((rule) => hang("  - ", `${rule.id}: ${rule.title}`, width)),
      "",
    ]),
    ...labeled("notes", shown.notes, width),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
};
