import type { Renderer } from "./style.ts";

/** What JSON need not escape, and a terminal would act on or a reader would not see. */
const HIDDEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (hidden: string): string =>
  Array.from({ length: hidden.length }, (_, i) => `\\u${hidden.charCodeAt(i).toString(16).padStart(4, "0")}`).join("");

/** Writes a document as JSON, indented, its keys in the order of the schema; it is read back as it was. */
export const escapedJson = (document: object): string =>
  `${JSON.stringify(document, null, 2).replace(HIDDEN, escaped)}\n`;

/** The report document itself. */
export const renderJson: Renderer = escapedJson;
