import type { Renderer } from "../renderer.ts";
export const renderText: Renderer = (report) => JSON.stringify(report.headline);
