import type { Inspection, Silent } from "../../model/inspect.ts";
import { type Page, section, table } from "./page.ts";

const wantsText = ({ state, wants, assumed }: Silent): string =>
  state === "assumed-away"
    ? `nothing: ${assumed.map(({ field, value }) => `${field} assumed ${value}`).join(", ")}`
    : wants.map((columns) => (columns.length > 1 ? "any link column" : columns.join(""))).join(", ");

/** Names the rules of a family by what tells them apart in it. */
const rulesText = ({ family, rules, of }: Silent): string => {
  const own = rules.map((id) => (id.startsWith(`${family}.`) ? id.slice(family.length + 1) : id));
  return rules.length < of ? own.join(", ") : of === 1 ? "its one rule" : "all its rules";
};

/** Tells which rules will say nothing of these files, and for want of which columns; families alike together. */
export const silentText = ({ silent, packs }: Inspection, page: Page): string => {
  const lines = new Map<string, { readonly wants: string; readonly rules: string; readonly families: string[] }>();
  for (const one of silent) {
    const line = { wants: wantsText(one), rules: rulesText(one), families: [one.family] };
    const key = JSON.stringify([line.wants, line.rules]);
    const known = lines.get(key);
    if (known === undefined) lines.set(key, line);
    else known.families.push(one.family);
  }
  const rows = [...lines.values()].map(({ wants, rules, families }) => [wants, `${families.join(", ")}: ${rules}`]);
  const named = packs.map(({ id }) => id).join(", ");
  if (rows.length === 0) return section(page, "Rules", `  Every rule of ${named} has the columns it asks for.`);
  const links = silent.some(({ wants }) => wants.some((columns) => columns.length > 1));
  return section(
    page,
    `Rules of ${named} that will tell nothing`,
    table(page, ["for want of", "rules"], rows, 46),
    links ? "  Link columns: replaced_by, replaces, rescheduled_to, offered_for." : "",
  );
};
