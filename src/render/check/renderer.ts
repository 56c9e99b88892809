import type { Check } from "../../model/check.ts";
import type { Report } from "../../model/report.ts";
import type { Style } from "../style.ts";

/** Formats of a check; `report` is the JSON report that it was judged by, to be the next run's baseline. */
export const CHECK_FORMATS = ["text", "json", "junit", "github", "report"] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** Makes text of a check, and of the report that it was judged by: a pure function, like every renderer. */
export type CheckRenderer = (check: Check, report: Report, style: Style) => string;

const RENDERERS: Readonly<Record<CheckFormat, () => Promise<CheckRenderer>>> = {
  text: async () => (await import("./text.ts")).checkText,
  json: async () => (check) => `${JSON.stringify(check, null, 2)}\n`,
  junit: async () => (await import("./junit.ts")).checkJunit,
  github: async () => (await import("./github.ts")).checkGithub,
  report: async () => {
    const { renderJson } = await import("../json.ts");
    return (_, report, style) => renderJson(report, style);
  },
};

/** Loads the renderer of a check's format. */
export const checkRendererOf = (format: CheckFormat): Promise<CheckRenderer> => RENDERERS[format]();

const ENDINGS: Readonly<Record<string, CheckFormat>> = { json: "json", txt: "text", xml: "junit" };

/** The format that a file's ending asks for; null where it asks for none. */
export const checkFormatOfPath = (path: string): CheckFormat | null => {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(ENDINGS, ending) ? (ENDINGS[ending] ?? null) : null;
};
