import type { Report, ReportFamily } from "../../model/report.ts";
import { groupBars, groupSparkline } from "./groupBars.ts";
import { type Groups, groupsOf, LEAST, worstFirst } from "./groups.ts";
import { counted, whole, withShare } from "./numbers.ts";
import { type Block, MARGIN, note, type Page, paragraph, type Section } from "./page.ts";
import { clip } from "./width.ts";
import { glued } from "./wrap.ts";

const WORST = 5;
/** Weeks beyond this many are drawn as one line of columns. */
const WEEKS = 16;
const WEEK = "week";
const NAME = 40;

/** Shows where it was worst: each breakdown of the first family with a rate to speak of, its worst groups with a bar each. */
export const breakdowns = (report: Report, page: Page): Section | null => {
  const family = report.families.find(({ rate }) => rate.denominator >= LEAST);
  if (family === undefined) return null;
  // Who canceled stands in the headline, and the rules bind one of them only.
  const split = report.breakdowns
    .filter(({ by }) => by !== "canceled_by")
    .map(({ by, rows }) => ({ by, groups: groupsOf(rows, family.id) }));
  if (split.every(({ groups }) => isEmpty(groups))) return null;
  const tooSmall = split.filter(({ groups }) => groups.shown.length === 0 && groups.small > 0);
  return {
    title: "Where it was worst",
    blocks: [
      baseline(family, page),
      ...split
        .filter(({ groups }) => groups.shown.length > 0)
        .map(({ by, groups }) => dimension(by, groups, family, page)),
      tooSmall.length === 0
        ? []
        : note(
            page,
            `No group has ${LEAST} rated by ${tooSmall.map(({ by, groups }) => glued(`${clip(by, NAME)} (${counted(groups.small, "group")})`)).join(", ")}.`,
          ),
    ],
  };
};

const isEmpty = ({ shown, small }: Groups): boolean => shown.length === 0 && small === 0;

const baseline = ({ title, id, rate: { numerator, denominator } }: ReportFamily, page: Page): Block =>
  paragraph(
    page,
    `Missed or overdue under "${title}" (${id}). Over all: ${withShare(denominator - numerator, denominator)} ` +
      `of ${whole(denominator)} rated.`,
  );

const dimension = (by: string, groups: Groups, { rate }: ReportFamily, page: Page): Block => {
  const { shown } = groups;
  const left = leftOut(groups).flatMap((text) => note(page, text, `${MARGIN}  `));
  const heading = (how: string): string =>
    `${MARGIN}${page.paint.title(`By ${clip(by, NAME)}`)}${how === "" ? "" : page.paint.quiet(`, ${how}`)}`;
  if (by === WEEK) {
    const drawn =
      shown.length > WEEKS && !page.verbose ? groupSparkline(shown, page) : groupBars(shown, rate.denominator, page);
    return [heading("Monday of the lost appointment's week"), ...drawn, ...left];
  }
  const worst = page.verbose ? worstFirst(shown) : worstFirst(shown).slice(0, WORST);
  const how = worst.length < shown.length ? `worst ${worst.length} of ${whole(shown.length)}` : "";
  return [heading(how), ...groupBars(worst, rate.denominator, page), ...left];
};

const leftOut = ({ small, unbound }: Groups): readonly string[] => {
  const reasons = [
    small > 0 && `${counted(small, "group")} with fewer than ${LEAST} rated`,
    unbound > 0 && `${counted(unbound, "group")} that no rule of it binds`,
  ].filter((text) => text !== false);
  return reasons.length === 0 ? [] : [`Left out: ${reasons.join("; ")}.`];
};
