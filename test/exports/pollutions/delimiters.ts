import { always, HEADER, lines, ROWS, text } from "../cleanLog.ts";
import { log, type Pollution } from "../pollution.ts";

export const delimiters = (): Pollution[] =>
  [
    [",", "comma"],
    [";", "semicolon"],
    ["\t", "tab"],
    ["|", "pipe"],
  ].flatMap(([delimiter = "", name = ""]) => {
    const written = text(lines(ROWS, HEADER, { delimiter }));
    const group = "delimiter";
    return [
      { group, name, files: log(written) },
      { group, name: `${name}, with a sep= line`, files: log(`sep=${delimiter}\n${written}`) },
      {
        group,
        name: `${name}, all quoted`,
        files: log(text(lines(ROWS, HEADER, { delimiter, quote: always }))),
      },
    ];
  });
