import { HEADER } from "../cleanLog.ts";
import { AFTER_LAST, inserted, log, MIDDLE, type Pollution } from "../pollution.ts";

const BLANK_CELLS = ",".repeat(HEADER.length - 1);

export const blanks = (): Pollution[] => {
  const group = "blank lines";
  const places = { top: 0, "after the header": 1, middle: MIDDLE, end: AFTER_LAST } as const;
  return Object.entries(places).flatMap(([place, at]): Pollution[] => [
    { group, name: `at the ${place}`, files: log(inserted(at, ["", "", ""])) },
    { group, name: `of spaces, at the ${place}`, files: log(inserted(at, ["   ", "\t "])) },
    { group, name: `of delimiters, at the ${place}`, files: log(inserted(at, [BLANK_CELLS, BLANK_CELLS])) },
    { group, name: `of empty quotes, at the ${place}`, files: log(inserted(at, [HEADER.map(() => '""').join(",")])) },
  ]);
};
