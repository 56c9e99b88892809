import manifest from "../../package.json" with { type: "json" };
import type { Report } from "../model/report.ts";

/** The program, as reports name it. */
export const TOOL: Report["tool"] = { name: "cancellog", version: manifest.version };
