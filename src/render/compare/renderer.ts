import type { Compare } from "../../model/compare.ts";
import type { Style } from "../style.ts";

/** Forms of a comparison. */
export const COMPARE_FORMATS = ["text", "json", "markdown", "html"] as const;
export type CompareFormat = (typeof COMPARE_FORMATS)[number];

/** Makes text of a comparison: a pure function, like every renderer. */
export type CompareRenderer = (compare: Compare, style: Style) => string;

const RENDERERS: Readonly<Record<CompareFormat, () => Promise<CompareRenderer>>> = {
  text: async () => (await import("./forms.ts")).compareText,
  json: async () => (await import("./forms.ts")).compareJson,
  markdown: async () => (await import("./forms.ts")).compareMarkdown,
  html: async () => (await import("./forms.ts")).compareHtml,
};

/** Loads the renderer of a comparison's format. */
export const compareRendererOf = (format: CompareFormat): Promise<CompareRenderer> => RENDERERS[format]();
