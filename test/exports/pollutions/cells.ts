import { HEADER, line, lines, ROWS, text } from "../cleanLog.ts";
import { log, MIDDLE, PLACES, type Pollution, withLine, withRow } from "../pollution.ts";

export const cells = (): Pollution[] => {
  const group = "cells";
  const regions = { start: 0, middle: 5, end: HEADER.length } as const;
  const ragged = Object.entries(PLACES).flatMap(([place, index]) =>
    Object.entries(regions).flatMap(([region, at]): Pollution[] => [
      {
        group,
        name: `an extra cell in the ${place} record, at its ${region}`,
        files: log(withRow(index, (row) => row.toSpliced(at, 0, "extra"))),
        refused: [index],
      },
      {
        group,
        name: `a missing cell in the ${place} record, at its ${region}`,
        files: log(withRow(index, (row) => row.toSpliced(Math.min(at, HEADER.length - 1), 1))),
        refused: [index],
      },
    ]),
  );
  const trailing = (name: string, count: number): Pollution => ({
    group,
    name: `${name} in all records, not in the header`,
    files: log(
      text([
        line(HEADER),
        ...lines()
          .slice(1)
          .map((one) => one + ",".repeat(count)),
      ]),
    ),
  });
  return [
    ...ragged,
    trailing("a delimiter more at the end", 1),
    trailing("three delimiters more at the end", 3),
    { group, name: "a delimiter more at the end of all lines", files: log(text(lines().map((one) => `${one},`))) },
    {
      group,
      name: "a delimiter more at the end of the header",
      files: log(text(lines().map((one, i) => (i === 0 ? `${one},` : one)))),
    },
    {
      group,
      name: "a delimiter more at the end of all records, and a total",
      files: log(
        text([
          line(HEADER),
          ...lines()
            .slice(1)
            .map((one) => `${one},`),
          "Total,60",
        ]),
      ),
    },
    {
      group,
      name: "a delimiter more at the end of all records, one cut short",
      files: log(
        text([
          line(HEADER),
          ...lines()
            .slice(1)
            .map((one, i) => (i === 2 ? one.slice(0, 40) : `${one},`)),
        ]),
      ),
      refused: [2],
    },
    ...Object.entries(PLACES).map(
      ([place, index]): Pollution => ({
        group,
        name: `a delimiter more at the end of the ${place} record`,
        files: log(withLine(index, (one) => `${one},`)),
        refused: [index],
      }),
    ),
    ...[0, 5, HEADER.length].map(
      (at): Pollution => ({
        group,
        name: `an empty column at ${at}`,
        files: log(
          text(
            lines(
              ROWS.map((row) => row.toSpliced(at, 0, "")),
              [...HEADER.slice(0, at), "", ...HEADER.slice(at)],
            ),
          ),
        ),
      }),
    ),
    {
      group,
      name: "spaces around every cell",
      files: log(
        text(
          lines(
            ROWS.map((row) => row.map((cell) => `  ${cell} `)),
            HEADER.map((cell) => ` ${cell}  `),
          ),
        ),
      ),
    },
    { group, name: "a long quoted field (60 KB)", ...long(60_000, "x, ") },
    { group, name: "a long quoted field (200 KB)", files: long(200_000, "x, ").files, refused: [MIDDLE] },
    { group, name: "a long bare field (500 KB)", ...long(500_000, "xyz") },
    { group, name: "a record of 3 MB", ...long(3_000_000, "xyz"), failure: "line-too-long" },
  ];
};

const long = (size: number, word: string): Pick<Pollution, "files" | "rows"> => {
  const cell = word
    .repeat(Math.ceil(size / word.length))
    .slice(0, size)
    .trim();
  return {
    files: log(withRow(MIDDLE, (row) => row.with(10, cell))),
    rows: ROWS.map((row, i) => (i === MIDDLE ? row.with(10, cell) : row)),
  };
};
