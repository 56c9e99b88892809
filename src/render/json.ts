import type { Renderer } from "./style.ts";

/** What JSON need not escape, and a terminal would act on or a reader would not see. */
const HIDDEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (hidden: string): string =>
  Array.from({ length: hidden.length }, (_, i) => `\\u${hidden.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

/** Writes a document indented, its keys in the order of its schema; it is read back as it was. */
export const jsonText = (document: unknown): string =>
  `${JSON.stringify(document, null, 2).replace(HIDDEN, escaped)}\n`;

/** Renders the report document itself. */
export const renderJson: Renderer = (report) => jsonText(report);
