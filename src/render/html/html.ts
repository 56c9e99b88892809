import type { Report } from "../../model/report.ts";
import { CLAIMS_TITLE, claimsBlocks } from "../claims.ts";
import { blocksHtml } from "../document/docHtml.ts";
import type { Renderer } from "../style.ts";
import { tame } from "../tame.ts";
import { pageHtml } from "./page.ts";
import { type Section, sectionView } from "./section.ts";
import { account, assumptions, problems, undecided } from "./sections/data.ts";
import { continuity, groups, notice, outOfNetwork, sensitivity } from "./sections/harm.ts";
import { bannerOf, headerView, headlineText } from "./sections/headline.ts";
import { heatmap } from "./sections/heatmap.ts";
import { links } from "./sections/links.ts";
import { method, provenanceView } from "./sections/method.ts";
import { outcomes } from "./sections/outcomes.ts";
import { places } from "./sections/places.ts";
import { standards } from "./sections/standards.ts";
import { waits } from "./sections/waits.ts";
import { weeks } from "./sections/weeks.ts";

const claims = (report: Report): Section | null => {
  const blocks = claimsBlocks(report);
  return blocks === null ? null : { id: "claims", title: CLAIMS_TITLE, body: blocksHtml(blocks) };
};

/** The sections after the headline, most important first; one that has nothing to say is left out. */
const SECTIONS: readonly ((report: Report) => Section | null)[] = [
  outcomes,
  standards,
  claims,
  weeks,
  waits,
  places,
  heatmap,
  outOfNetwork,
  notice,
  continuity,
  groups,
  sensitivity,
  links,
  undecided,
  account,
  problems,
  assumptions,
  method,
];

/** Renders the report as one page that needs nothing else: no request, no font, no picture from anywhere. */
export const renderHtml: Renderer = (report) => {
  const shown = tame(report);
  const sections = SECTIONS.flatMap((section) => section(shown) ?? []);
  return pageHtml({
    title: headlineText(shown),
    banner: bannerOf(shown),
    header: headerView(shown),
    contents: sections.map(({ id, title }) => ({ id, title })),
    main: sections.map(sectionView),
    footer: provenanceView(shown),
  });
};
