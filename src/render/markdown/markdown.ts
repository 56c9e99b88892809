import type { Renderer } from "../style.ts";

/** Placeholder. */
export const renderMarkdown: Renderer = (report) => `${report.schema}\n`;
