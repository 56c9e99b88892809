import type { FolderRenderer, Renderer } from "./style.ts";

/** Forms of output that are one file. */
export const FILE_FORMATS = ["text", "json", "markdown", "html"] as const;
/** Forms that are a folder of files. */
export const FOLDER_FORMATS = ["csv"] as const;
export const FORMATS = [...FILE_FORMATS, ...FOLDER_FORMATS] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
export type FolderFormat = (typeof FOLDER_FORMATS)[number];
export type Format = FileFormat | FolderFormat;

/** Every format's renderer, loaded when asked for. */
const RENDERERS: Readonly<Record<FileFormat, () => Promise<Renderer>>> = {
  text: async () => (await import("./text/text.ts")).renderText,
  json: async () => (await import("./json.ts")).renderJson,
  markdown: async () => (await import("./markdown/markdown.ts")).renderMarkdown,
  html: async () => (await import("./html/html.ts")).renderHtml,
};

const FOLDER_RENDERERS: Readonly<Record<FolderFormat, () => Promise<FolderRenderer>>> = {
  csv: async () => (await import("./tables/csv.ts")).renderTables,
};

/** Loads the renderer of a format that is one file. */
export const rendererOf = (format: FileFormat): Promise<Renderer> => RENDERERS[format]();
/** Loads the renderer of a format that is a folder. */
export const folderRendererOf = (format: FolderFormat): Promise<FolderRenderer> => FOLDER_RENDERERS[format]();

/** Says whether a format is a folder of files. */
export const isFolderFormat = (format: Format): format is FolderFormat => FOLDER_FORMATS.some((one) => one === format);

const ENDINGS: Readonly<Record<string, FileFormat>> = {
  json: "json",
  txt: "text",
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
};

/** The format that a path asks for: by its ending, or a folder of tables where it ends with a slash; null for none. */
export const formatOfPath = (path: string): Format | null => {
  if (/[/\\]$/.test(path)) return "csv";
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return ENDINGS[ending] ?? null;
};
