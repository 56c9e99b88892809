import { inertDocument } from "../../model/inert.ts";
import type { Report } from "../../model/report.ts";
import { CLAIMS_TITLE, claimsBlocks } from "../claims.ts";
import { blocksText } from "../document/docText.ts";
import type { Renderer } from "../style.ts";
import { assumptions } from "./assumptions.ts";
import { breakdowns } from "./breakdowns.ts";
import { citations } from "./citations.ts";
import { continuity, groupSessions } from "./continuity.ts";
import { families } from "./families.ts";
import { banner, headline, inShort } from "./headline.ts";
import { links } from "./links.ts";
import { notice, outOfNetwork } from "./network.ts";
import { type Block, type Page, pageOf, type Section } from "./page.ts";
import { problems } from "./problems.ts";
import { provenance } from "./provenance.ts";
import { reconciliation } from "./reconciliation.ts";
import { resolutions } from "./resolutions.ts";
import { rules } from "./rules.ts";
import { sensitivity } from "./sensitivity.ts";
import { undecided } from "./undecided.ts";
import { waits } from "./waits.ts";
import { weeks } from "./weeks.ts";
import { GLUE } from "./wrap.ts";

const claims = (report: Report, page: Page): Section | null => {
  const blocks = claimsBlocks(report);
  return blocks === null ? null : { title: CLAIMS_TITLE, blocks: blocksText(blocks, page) };
};

/** The sections after the headline, most important first; one that has nothing to say is left out. */
const SECTIONS: readonly ((report: Report, page: Page) => Section | null)[] = [
  resolutions,
  families,
  rules,
  claims,
  weeks,
  waits,
  breakdowns,
  sensitivity,
  outOfNetwork,
  notice,
  continuity,
  groupSessions,
  links,
  undecided,
  reconciliation,
  problems,
  assumptions,
  citations,
  provenance,
];

/** Renders the report for a terminal: the sentence everyone knows first, and never alone. */
export const renderText: Renderer = (report, style) => {
  const page = pageOf(style);
  // Crosstabs are not printed: no need to make them inert.
  const shown = inertDocument<Report>({ ...report, crosstabs: [] });
  const blocks: readonly Block[] = [
    banner(shown, page),
    headline(shown, page),
    ...inShort(shown, page),
    ...SECTIONS.flatMap((section) => sectionBlocks(section(shown, page), page)),
  ];
  return `${joinBlocks(blocks).join("\n").replaceAll(GLUE, " ")}\n`;
};

/** A further blank line stands before each title. */
const sectionBlocks = (section: Section | null, { paint }: Page): readonly Block[] =>
  section === null ? [] : [["", paint.title(section.title)], ...section.blocks];

const joinBlocks = (blocks: readonly Block[]): Block =>
  blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : ["", ...block]));
