import type { Renderer } from "./style.ts";

/** The report document itself, indented, its keys in the order of the schema. */
export const renderJson: Renderer = (report) => `${JSON.stringify(report, null, 2)}\n`;
