import { always, HEADER, line, lines, ROWS, text } from "../cleanLog.ts";
import { AFTER_LAST, inserted, log, MIDDLE, type Pollution, utf8 } from "../pollution.ts";

const UPPER = ["Appointment", "Enrollee", "", "", "Made", "Canceled", "", "", "Replacement", "", ""];
const LOWER = [
  "ID",
  "ID",
  "Status",
  "Start Time",
  "Date",
  "Date",
  "Cancelled By",
  "Service",
  "ID",
  "Facility",
  "Region",
];

export const headers = (): Pollution[] => {
  const group = "header";
  const rows = lines().slice(1);
  const half = ROWS.length / 2;
  const [top, rest] = [text([line(HEADER), ...rows.slice(0, half)]), text(rows.slice(half))];
  return [
    { group, name: "upper case", files: log(text([line(HEADER).toUpperCase(), ...rows])) },
    {
      group,
      name: "spaces and capitals",
      files: log(
        text([
          line(HEADER.map((name) => name.replaceAll("_", " "))).replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
          ...rows,
        ]),
      ),
    },
    {
      group,
      name: "a byte order mark in quotes",
      files: log(`\uFEFF${text([line(HEADER, { quote: always }), ...rows])}`),
    },
    { group, name: "over two lines", files: log(text([line(UPPER), line(LOWER), ...rows])) },
    {
      group,
      name: "groups above the header",
      files: log(text([`Appointment,,,,,Cancellation,,,,Place,`, line(HEADER), ...rows])),
    },
    { group, name: "missing in the second of two files", files: { "a.csv": utf8(top), "b.csv": utf8(rest) } },
    {
      group,
      name: "missing in the first of two files",
      files: { "a.csv": utf8(text(rows.slice(0, half))), "b.csv": utf8(text([line(HEADER), ...rows.slice(half)])) },
    },
    { group, name: "missing", files: log(text(rows)), failure: "no-header" },
    { group, name: "repeated in the middle", files: log(inserted(MIDDLE, [line(HEADER)])) },
    { group, name: "repeated at the end", files: log(inserted(AFTER_LAST, [line(HEADER)])) },
    {
      group,
      name: "repeated every ten records",
      files: log(text(rows.flatMap((one, i) => (i % 10 === 0 ? [line(HEADER), one] : [one])))),
    },
    {
      group,
      name: "two columns of one name",
      files: log(
        text(
          lines(
            ROWS.map((row) => [...row, "a", "b"]),
            [...HEADER, "note", "note"],
          ),
        ),
      ),
    },
    {
      group,
      name: "a required column twice",
      files: log(
        text(
          lines(
            ROWS.map((row) => [...row, row[1] ?? ""]),
            [...HEADER, "enrollee_id"],
          ),
        ),
      ),
      failure: "ambiguous-column",
    },
    {
      group,
      name: "columns in reverse",
      files: log(
        text(
          lines(
            ROWS.map((row) => row.toReversed()),
            HEADER.toReversed(),
          ),
        ),
      ),
    },
    {
      group,
      name: "other order in the second file",
      files: {
        "a.csv": utf8(top),
        "b.csv": utf8(
          text(
            lines(
              ROWS.slice(half).map((row) => row.toReversed()),
              HEADER.toReversed(),
            ),
          ),
        ),
      },
    },
  ];
};
