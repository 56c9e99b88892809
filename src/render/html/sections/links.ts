import type { Report } from "../../../model/report.ts";
import { LINK_WORDS } from "../../text/links.ts";
import { counted, percent, whole } from "../../text/numbers.ts";
import { el, type Markup, together } from "../markup.ts";
import { note, type Section } from "../section.ts";

type Links = NonNullable<Report["links"]>;

/** Tells how replacements were found, and who was seen all the same: what the other side will raise first. */
export const links = ({ links: found, seenOtherwise, families }: Report): Section | null => {
  const stated = found?.without ?? null;
  const seen = seenOtherwise === null || seenOtherwise.cancellations === 0 ? null : seenOtherwise;
  const used =
    found === null
      ? []
      : (Object.keys(LINK_WORDS) as (keyof typeof LINK_WORDS)[]).filter((link) => found.linkedBy[link] > 0);
  if (used.length === 0 && stated === null && seen === null) return null;
  return {
    id: "links",
    title: "How it is known what followed",
    body: together(
      found !== null &&
        used.length > 0 &&
        el(
          "ul",
          { class: "counts" },
          used.map((link) => el("li", {}, el("b", {}, whole(found.linkedBy[link])), ` ${LINK_WORDS[link]}`)),
        ),
      stated !== null && without(stated, families),
      seen !== null && seenNote(seen),
    ),
  };
};

const share = ({ numerator, denominator }: Report["families"][number]["rate"]): string =>
  denominator === 0
    ? "nothing rated"
    : `${whole(numerator)}/${whole(denominator)} (${percent(numerator, denominator)})`;

const without = (stated: NonNullable<Links["without"]>, families: Report["families"]): Markup =>
  el(
    "table",
    {},
    el("caption", {}, "Met of rated, by the links that the log states alone, and with those found otherwise"),
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        ["Family", "By the log's own links", "As reported"].map((head) => el("th", { scope: "col" }, head)),
      ),
    ),
    el(
      "tbody",
      {},
      stated.map(({ id, rate }) => {
        const family = families.find((one) => one.id === id);
        return el(
          "tr",
          {},
          el("th", { scope: "row" }, family?.title ?? id),
          el("td", {}, share(rate)),
          el("td", {}, share(family?.rate ?? rate)),
        );
      }),
    ),
  );

const seenNote = ({ cancellations, enrollees, families }: NonNullable<Report["seenOtherwise"]>): Markup => {
  const bound = Object.values(families).reduce((sum, family) => sum + family.bound, 0);
  return note(
    `Of ${counted(bound, "cancellation")} without a replacement, in ${whole(cancellations)} ` +
      `(${counted(enrollees, "enrollee")}) the person kept a comparable appointment within the limit anyway. They are ` +
      "still counted as without care: nothing in the log says that it took the place of the one canceled.",
  );
};
