import { docHtml } from "../document/docHtml.ts";
import { docMarkdown } from "../document/docMarkdown.ts";
import { tame } from "../tame.ts";
import { complaintDoc } from "./complaint.ts";
import { pressDoc } from "./press.ts";
import type { TemplateRenderer } from "./renderer.ts";

/** Renders a filing for a regulator as Markdown. */
export const complaintMarkdown: TemplateRenderer = (report, cases) =>
  docMarkdown(complaintDoc(tame(report), tame(cases)));

/** Renders a filing for a regulator as one page that needs nothing else. */
export const complaintHtml: TemplateRenderer = (report, cases) => docHtml(complaintDoc(tame(report), tame(cases)));

/** Renders a sheet for the press as Markdown. */
export const pressMarkdown: TemplateRenderer = (report) => docMarkdown(pressDoc(tame(report)));

/** Renders a sheet for the press as one page. */
export const pressHtml: TemplateRenderer = (report) => docHtml(pressDoc(tame(report)));
