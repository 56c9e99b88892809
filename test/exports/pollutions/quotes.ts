import { always, HEADER, line, lines, needed, ROWS, text } from "../cleanLog.ts";
import { log, MIDDLE, PLACES, type Pollution, withLine, withRow } from "../pollution.ts";

export const quotes = (): Pollution[] => {
  const group = "quotes";
  const backslashed = (cell: string): string => `"${cell.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const onlyText = (cell: string): string => (/^[a-z]/i.test(cell) ? always(cell) : cell);
  const bare = (cell: string): string => cell;
  const hasComma = ROWS.flatMap((row, i) => (row.some((cell) => cell.includes(",")) ? [i] : []));
  const stray = (mark: string): Pollution => {
    const cell = `Val${mark}lejo`;
    const rows = ROWS.map((row, i) => (i === MIDDLE ? row.map((one, k) => (k === 9 ? cell : one)) : row));
    return {
      group,
      name: `a stray ${mark} inside an unquoted field`,
      files: log(
        withRow(
          MIDDLE,
          (cells) => cells.with(9, cell),
          (cells) => cells.join(","),
        ),
      ),
      rows: rows.map((row, i) => (i === MIDDLE ? row.with(10, "East Bay") : row)),
    };
  };
  return [
    { group, name: "where needed", files: log(text(lines())) },
    { group, name: "all quoted", files: log(text(lines(ROWS, HEADER, { quote: always }))) },
    { group, name: "texts quoted, numbers not", files: log(text(lines(ROWS, HEADER, { quote: onlyText }))) },
    {
      group,
      name: "none quoted, commas in some cells",
      files: log(text(lines(ROWS, HEADER, { quote: bare }))),
      refused: hasComma,
    },
    {
      group,
      name: "none quoted, tabs between",
      files: log(text(lines(ROWS, HEADER, { quote: bare, delimiter: "\t" }))),
    },
    {
      group,
      name: "all quoted, backslash before a quote",
      files: log(text([line(HEADER), ...ROWS.map((row) => line(row, { quote: backslashed }))])),
    },
    stray('"'),
    stray("'"),
    { group, name: "a space before every quote", files: log(text(lines().map((one) => one.replaceAll(',"', ', "')))) },
    {
      group,
      name: "a space before every field, all quoted",
      files: log(text(lines(ROWS, HEADER, { quote: always }).map((one) => one.replaceAll('","', '", "')))),
    },
    {
      group,
      name: "a space on both sides of every delimiter",
      files: log(text(lines(ROWS, HEADER, { delimiter: " , ", quote: (cell) => needed(cell, ",") }))),
    },
    {
      group,
      name: "a space on both sides of every delimiter, all quoted",
      files: log(text(lines(ROWS, HEADER, { delimiter: " , ", quote: always }))),
    },
    {
      group,
      name: "a line break in a quoted cell",
      files: log(withRow(MIDDLE, (cells) => cells.with(9, "Fremont\nNorth wing"))),
      rows: ROWS.map((row, i) => (i === MIDDLE ? row.with(9, "Fremont\nNorth wing") : row)),
    },
    {
      group,
      name: "a line that looks like a record in a quoted cell",
      files: log(withRow(MIDDLE, (cells) => cells.with(9, `Fremont\n${ROWS[1]?.join(",")}\n`))),
      rows: ROWS.map((row, i) => (i === MIDDLE ? row.with(9, `Fremont\n${ROWS[1]?.join(",")}`) : row)),
    },
    ...Object.entries(PLACES).map(
      ([place, index]): Pollution => ({
        group,
        name: `an unclosed quote in the ${place} record`,
        files: log(
          withLine(index, (one) =>
            one
              .replace(",canceled,", ',"canceled,')
              .replace(",booked,", ',"booked,')
              .replace(",fulfilled,", ',"fulfilled,'),
          ),
        ),
        refused: [index],
      }),
    ),
    ...Object.entries(PLACES).map(
      ([place, index]): Pollution => ({
        group,
        name: `all quoted, an unclosed quote in the ${place} record`,
        files: log(
          text([
            line(HEADER, { quote: always }),
            ...ROWS.map((row, i) => {
              const written = line(row, { quote: always });
              return i === index ? written.slice(0, -1) : written;
            }),
          ]),
        ),
        refused: [index],
      }),
    ),
  ];
};
