import type { Renderer } from "./style.ts";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Every format's renderer, loaded when asked for. */
const RENDERERS: Readonly<Record<Format, () => Promise<Renderer>>> = {
  text: async () => (await import("./text/text.ts")).renderText,
  json: async () => (await import("./json.ts")).renderJson,
};

/** Loads the renderer of a format. */
export const rendererOf = (format: Format): Promise<Renderer> => RENDERERS[format]();

/** The format that a file's ending asks for; null where it asks for none. */
export const formatOfPath = (path: string): Format | null => {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return ending === "json" ? "json" : ending === "txt" ? "text" : null;
};
