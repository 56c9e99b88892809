import { docHtml } from "../document/docHtml.ts";
import { docMarkdown } from "../document/docMarkdown.ts";
import { docText } from "../document/docText.ts";
import { jsonText } from "../json.ts";
import { tame } from "../tame.ts";
import { compareDoc } from "./compareDoc.ts";
import type { CompareRenderer } from "./renderer.ts";

/** Renders a comparison for a terminal. */
export const compareText: CompareRenderer = (compare, style) => docText(compareDoc(tame(compare)), style);

/** Renders the document itself; it is read back as it was. */
export const compareJson: CompareRenderer = (compare) => jsonText(compare);

/** Renders a comparison as Markdown for GitHub. */
export const compareMarkdown: CompareRenderer = (compare) => docMarkdown(compareDoc(tame(compare)));

/** Renders a comparison as one page that needs nothing else. */
export const compareHtml: CompareRenderer = (compare) => docHtml(compareDoc(tame(compare)));
