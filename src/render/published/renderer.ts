import type { Published } from "../../model/published.ts";
import type { FileFormat, FolderFormat } from "../renderer.ts";
import type { RenderedFile, Style, TableStyle } from "../style.ts";

/** Makes text of a publication: a pure function, like every renderer. */
export type PublishedRenderer = (published: Published, style: Style) => string;
type PublishedFolder = (published: Published, style: TableStyle) => readonly RenderedFile[];

const RENDERERS: Readonly<Record<FileFormat, () => Promise<PublishedRenderer>>> = {
  text: async () => (await import("./forms.ts")).publishedText,
  json: async () => (await import("./forms.ts")).publishedJson,
  markdown: async () => (await import("./forms.ts")).publishedMarkdown,
  html: async () => (await import("./forms.ts")).publishedHtml,
};

const FOLDERS: Readonly<Record<FolderFormat, () => Promise<PublishedFolder>>> = {
  csv: async () => (await import("./forms.ts")).publishedTables,
};

/** Loads the renderer of a publication in a form that is one file. */
export const publishedRendererOf = (format: FileFormat): Promise<PublishedRenderer> => RENDERERS[format]();
/** Loads the renderer of a publication in a form that is a folder. */
export const publishedFolderOf = (format: FolderFormat): Promise<PublishedFolder> => FOLDERS[format]();
