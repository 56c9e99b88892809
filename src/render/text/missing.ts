import { type Block, note, type Page } from "./page.ts";
import { clip } from "./width.ts";
import { glued } from "./wrap.ts";

const NAME = 40;

/** Says by which columns a section could have told more; `mark` writes the name of one. */
export const missingSentence = (columns: readonly string[], mark: (name: string) => string): string =>
  `No column for ${columns.map(mark).join(", ")}: more could be told with it.`;

/** Says so below what a section tells; nothing where no column is missing. */
export const missingNote = (columns: readonly string[], page: Page): Block =>
  columns.length === 0
    ? []
    : note(
        page,
        missingSentence(columns, (name) => glued(clip(name, NAME))),
      );
