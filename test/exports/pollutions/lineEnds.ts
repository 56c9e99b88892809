import { lines, text } from "../cleanLog.ts";
import { log, MIDDLE, type Pollution } from "../pollution.ts";

export const lineEnds = (): Pollution[] => {
  const group = "line ends";
  const plain = text(lines());
  const ends = ["\n", "\r\n", "\r"];
  return [
    { group, name: "LF", files: log(plain) },
    { group, name: "CRLF", files: log(text(lines(), "\r\n")) },
    { group, name: "CR", files: log(text(lines(), "\r")) },
    {
      group,
      name: "mixed",
      files: log(
        lines()
          .map((one, i) => one + (ends[i % 3] ?? ""))
          .join(""),
      ),
    },
    {
      group,
      name: "LF, one CRLF",
      files: log(
        lines()
          .map((one, i) => `${one}${i === MIDDLE ? "\r" : ""}\n`)
          .join(""),
      ),
    },
    { group, name: "CR CR LF", files: log(text(lines(), "\r\r\n")) },
    { group, name: "none at the end", files: log(plain.trimEnd()) },
    { group, name: "CRLF, none at the end", files: log(text(lines(), "\r\n").trimEnd()) },
  ];
};
