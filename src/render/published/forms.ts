import type { Published } from "../../model/published.ts";
import { docHtml } from "../document/docHtml.ts";
import { docMarkdown } from "../document/docMarkdown.ts";
import { docText } from "../document/docText.ts";
import { jsonText } from "../json.ts";
import type { RenderedFile, Style, TableStyle } from "../style.ts";
import { tablesFolder } from "../tables/csv.ts";
import { tame } from "../tame.ts";
import { publishedDoc } from "./publishedDoc.ts";
import { PublishedTables } from "./tables.ts";
import { HIDDEN_WORD } from "./words.ts";

/** Renders a publication for a terminal. */
export const publishedText = (published: Published, style: Style): string =>
  docText(publishedDoc(tame(published)), style);

/** Renders the document itself; it is read back as it was. */
export const publishedJson = (published: Published): string => jsonText(published);

/** Renders a publication as Markdown for GitHub. */
export const publishedMarkdown = (published: Published): string => docMarkdown(publishedDoc(tame(published)));

/** Renders a publication as one page that needs nothing else. */
export const publishedHtml = (published: Published): string => docHtml(publishedDoc(tame(published)));

/** Renders a publication as tidy tables; in them a word stands for what is hidden. */
export const publishedTables = (published: Published, style: TableStyle): readonly RenderedFile[] => {
  const shown = tame(published);
  const tables = new PublishedTables(HIDDEN_WORD);
  const { breakdowns, crosstab, families, synthetic } = shown;
  return tablesFolder(
    [
      tables.headline(shown),
      tables.records(shown),
      tables.outcomes(shown),
      tables.families(shown),
      tables.rules(shown),
      ...breakdowns.flatMap((breakdown) => [tables.groups(breakdown), tables.judged(breakdown, families)]),
      crosstab === null ? null : tables.crossed(crosstab),
      tables.hidden(shown),
      tables.leftOut(shown),
    ].filter((table) => table !== null),
    synthetic,
    style,
  );
};
