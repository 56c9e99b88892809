import type { Report } from "../../model/report.ts";
import { CLAIMS_TITLE, claimsBlocks } from "../claims.ts";
import { blocksMarkdown } from "../document/docMarkdown.ts";
import type { Renderer } from "../style.ts";
import { tame } from "../tame.ts";
import { asOfSentence, rateSentence, scopeSentence, sessionSentence } from "../text/headline.ts";
import { counted, whole } from "../text/numbers.ts";
import { pressLine } from "../text/press.ts";
import { footnotesOf, methodParagraphs } from "./citations.ts";
import { account, assumptions, provenance, undecided } from "./data.ts";
import { type Blocks, links, outcomes, standards } from "./figures.ts";
import { continuity, groups, notice, outOfNetwork, readings } from "./harm.ts";
import { places, waits, weeks } from "./places.ts";
import { list, prose } from "./words.ts";

const headline = (report: Report): Blocks => {
  const { cancellations, enrollees, canceledBy } = report.headline;
  const press = pressLine(cancellations, enrollees);
  return [
    ...(report.synthetic ? ["> **SYNTHETIC DATA: generated; no real appointments or persons.**"] : []),
    `# ${counted(cancellations, "appointment")} canceled, affecting ${counted(enrollees, "enrollee")}`,
    ...(press === null ? [] : [`In round figures: ${press}.`]),
    `Canceled by: ${Object.entries(canceledBy)
      .map(([who, n]) => `${who} ${whole(n)}`)
      .join(", ")}.`,
    [scopeSentence(report), asOfSentence(report), rateSentence(report), ...sessionSentence(report)]
      .map(prose)
      .join(" "),
  ];
};

const claims = (report: Report): Blocks => {
  const blocks = claimsBlocks(report);
  return blocks === null ? [] : [`## ${CLAIMS_TITLE}`, ...blocksMarkdown(blocks)];
};

/** Renders the report as Markdown for GitHub: tables, bars of blocks, footnotes with the citations. */
export const renderMarkdown: Renderer = (report, { verbose }) => {
  const shown = tame(report);
  const notes = footnotesOf(shown);
  const blocks = [
    ...headline(shown),
    ...outcomes(shown),
    ...standards(shown, notes),
    ...claims(shown),
    ...weeks(shown),
    ...waits(shown),
    ...places(shown, verbose),
    ...outOfNetwork(shown),
    ...notice(shown),
    ...continuity(shown),
    ...groups(shown),
    ...readings(shown),
    ...links(shown),
    ...undecided(shown),
    ...account(shown),
    ...assumptions(shown),
    "## Standards and method",
    list(methodParagraphs(shown)),
    ...provenance(shown),
    ...notes.notes,
  ];
  return `${blocks.join("\n\n")}\n`;
};
