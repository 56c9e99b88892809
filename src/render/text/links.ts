import type { Report } from "../../model/report.ts";
import { counted, percent, whole } from "./numbers.ts";
import { type Block, MARGIN, type Page, paragraph, type Section } from "./page.ts";
import { layRows } from "./table.ts";

/** What each link is called, in the order in which they are looked for. */
export const LINK_WORDS = {
  replaced_by: "named by the cancellation (replaced_by)",
  replaces: "named by the replacement (replaces)",
  rescheduled_to: "given on the canceled row (rescheduled_to)",
  offered_for: "an offer, not booked (offered_for)",
  series: "next in its series (--link series)",
  inferred: "inferred from the enrollee's next appointment (--link inferred)",
} as const;

type Links = NonNullable<Report["links"]>;

/** Tells how replacements were found, and who was seen all the same: what the other side will raise first. */
export const links = ({ links: found, seenOtherwise, families }: Report, page: Page): Section | null => {
  const blocks = [
    ...(found === null ? [] : foundBy(found)),
    ...(found?.without === null || found?.without === undefined ? [] : [without(found.without, families)]),
    ...(seenOtherwise === null || seenOtherwise.cancellations === 0 ? [] : [seen(seenOtherwise, page)]),
  ];
  return blocks.every((block) => block.length === 0) ? null : { title: "How it is known what followed", blocks };
};

const foundBy = ({ linkedBy }: Links): readonly Block[] => {
  const used = (Object.keys(LINK_WORDS) as (keyof typeof LINK_WORDS)[]).filter((link) => linkedBy[link] > 0);
  return [
    layRows(
      used.map((link) => [whole(linkedBy[link]), LINK_WORDS[link]]),
      ["right", "left"],
    ),
  ];
};

/** The figures with the links that the log states and no others, beside those of the report. */
const without = (stated: NonNullable<Links["without"]>, families: Report["families"]): Block => {
  const share = ({ numerator, denominator }: Report["families"][number]["rate"]): string =>
    denominator === 0
      ? "nothing rated"
      : `${whole(numerator)}/${whole(denominator)} ${percent(numerator, denominator)}`;
  const rows = stated.map(({ id, rate }) => [
    id,
    share(rate),
    share(families.find((family) => family.id === id)?.rate ?? rate),
  ]);
  return layRows([["Met of rated", "by the log's own links", "with these"], ...rows], ["left", "right", "right"]);
};

const seen = ({ cancellations, enrollees, families }: NonNullable<Report["seenOtherwise"]>, page: Page): Block => {
  const bound = Object.values(families).reduce((sum, family) => sum + family.bound, 0);
  return paragraph(
    page,
    `Of ${counted(bound, "cancellation")} without a replacement, in ${whole(cancellations)} (${whole(enrollees)} ` +
      "enrollees) the person kept a comparable appointment within the limit anyway. They are still counted as without " +
      "care: nothing in the log says that it took the place of the one canceled.",
    MARGIN,
  );
};
