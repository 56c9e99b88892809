import { isoDate, mondayOf, parseIsoDate } from "../calendar/civil.ts";
import { type Published, publishedSchema } from "../model/published.ts";
import type { Report } from "../model/report.ts";
import { publishedFolderOf, publishedRendererOf } from "../render/published/renderer.ts";
import { publish } from "../statistics/publish/publish.ts";
import { type Destinations, type OutputOptions, writeForms } from "./outputs.ts";
import type { CliWorld } from "./world.ts";

const weekOf = (iso: string): string => {
  const day = parseIsoDate(iso);
  if (day === null) throw new Error(`${iso} is no date`);
  return isoDate(mondayOf(day));
};

/** Makes what may be published of a report. */
export const publicationOf = (report: Report): Published => publish(report, weekOf);

/** Reads a document that was saved with `--publish`; null where it is something else. */
export const savedPublication = (text: string): Published | null => {
  if (!/^\ufeff?\s*\{\s*"schema":\s*"cancellog\.published\/1"/.test(text)) return null;
  try {
    return publishedSchema.safeParse(JSON.parse(text.replace(/^\ufeff/, ""))).data ?? null;
  } catch {
    // Cut off, say: whoever reads it next says what is wrong with it.
    return null;
  }
};

/** Writes a publication to wherever it was asked for. */
export const writePublication = (
  published: Published,
  destinations: Destinations,
  options: OutputOptions,
  world: CliWorld,
): Promise<void> =>
  writeForms(
    {
      file: async (format, style) => (await publishedRendererOf(format))(published, style),
      folder: async (format, style) => (await publishedFolderOf(format))(published, style),
    },
    destinations,
    options,
    world,
  );
