import type { Cases } from "../../model/cases.ts";
import type { Report } from "../../model/report.ts";
import type { Template } from "../../model/runOptions.ts";
import type { Format } from "../renderer.ts";

/** Forms of a document that takes the place of the report. */
const TEMPLATE_FORMATS = ["markdown", "html"] as const;
type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

/** Says whether a document can have a form. */
export const isTemplateFormat = (format: Format): format is TemplateFormat =>
  TEMPLATE_FORMATS.some((one) => one === format);

/** Makes a document of a report, and of cases where an annex of them was asked for: as pure as every renderer. */
export type TemplateRenderer = (report: Report, cases: Cases | null) => string;

const RENDERERS: Readonly<Record<Template, Readonly<Record<TemplateFormat, () => Promise<TemplateRenderer>>>>> = {
  complaint: {
    markdown: async () => (await import("./forms.ts")).complaintMarkdown,
    html: async () => (await import("./forms.ts")).complaintHtml,
  },
  press: {
    markdown: async () => (await import("./forms.ts")).pressMarkdown,
    html: async () => (await import("./forms.ts")).pressHtml,
  },
};

/** Loads the renderer of a document in a form. */
export const templateRendererOf = (template: Template, format: TemplateFormat): Promise<TemplateRenderer> =>
  RENDERERS[template][format]();
