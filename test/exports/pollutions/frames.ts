import { HEADER } from "../cleanLog.ts";
import { AFTER_LAST, inserted, log, type Pollution } from "../pollution.ts";

export const frames = (): Pollution[] => {
  const titles = (n: number, cells: number): string[] =>
    Array.from({ length: n }, (_, i) =>
      [
        `Cancellations, part ${i + 1}`.replace(",", " -"),
        ...Array.from({ length: cells - 1 }, (_, k) => (k === 0 ? "August 2022" : "")),
      ].join(","),
    );
  const footers: Readonly<Record<string, readonly string[]>> = {
    "a total of full width": [`Total,60${",".repeat(HEADER.length - 2)}`],
    "a short total": ["Total,60"],
    "a grand total with sums": ["", `Grand Total,,40${",".repeat(HEADER.length - 3)}`],
    "a count of rows": ["", "60 rows selected."],
    "a date of printing": ["Report generated 2022-10-01 06:00"],
    "three lines": ["", "Total: 60", "End of report", "Page 1 of 1"],
  };
  return [
    ...[1, 3, 10].flatMap((n) => [
      { group: "preamble", name: `${n} lines`, files: log(inserted(0, titles(n, 1))) },
      { group: "preamble", name: `${n} lines with delimiters`, files: log(inserted(0, titles(n, 2))) },
      { group: "preamble", name: `${n} lines of full width`, files: log(inserted(0, titles(n, HEADER.length))) },
    ]),
    {
      group: "preamble",
      name: "names and values",
      files: log(inserted(0, ["Report name,Cancellations", "Status,canceled", "Start,2022-08-15", ""])),
    },
    {
      group: "preamble",
      name: "a quoted title over two lines",
      files: log(inserted(0, ['"Cancellations', 'August 2022"'])),
    },
    ...Object.entries(footers).map(([name, added]) => ({
      group: "footer",
      name,
      files: log(inserted(AFTER_LAST, added)),
    })),
  ];
};
