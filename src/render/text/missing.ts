import { type Block, note, type Page } from "./page.ts";
import { clip } from "./width.ts";
import { glued } from "./wrap.ts";

const NAME = 40;

/** Says by which columns a section could have told more. */
export const missingNote = (columns: readonly string[], page: Page): Block =>
  columns.length === 0
    ? []
    : note(
        page,
        `No column for ${columns.map((name) => glued(clip(name, NAME))).join(", ")}: more could be told with it.`,
      );
