import { gzipSync } from "node:zlib";
import { zipOf } from "../archive.ts";
import { lines, ROWS, text } from "../cleanLog.ts";
import { type Pollution, utf8 } from "../pollution.ts";

export const containers = (): Pollution[] => {
  const group = "container";
  const bytes = utf8(text(lines()));
  const part = (from: number, to: number): Buffer => utf8(text(lines(ROWS.slice(from, to))));
  const gz = gzipSync(bytes);
  return [
    { group, name: "gzip", files: { "log.csv.gz": gz } },
    { group, name: "gzip, named .csv", files: { "log.csv": gz } },
    {
      group,
      name: "gzip of two parts",
      files: { "log.csv.gz": Buffer.concat([gzipSync(bytes.subarray(0, 1000)), gzipSync(bytes.subarray(1000))]) },
    },
    { group, name: "zip", files: { "log.zip": zipOf([{ name: "log.csv", bytes, deflated: true }]) } },
    { group, name: "zip, named .csv", files: { "log.csv": zipOf([{ name: "log.csv", bytes, deflated: true }]) } },
    {
      group,
      name: "zip of three files",
      files: {
        "log.zip": zipOf([
          { name: "c.csv", bytes: part(40, 60) },
          { name: "a.csv", bytes: part(0, 20), deflated: true },
          { name: "b/b.csv", bytes: part(20, 40) },
        ]),
      },
    },
    {
      group,
      name: "zip of two files of one name",
      files: {
        "log.zip": zipOf([
          { name: "a.csv", bytes: part(0, 30) },
          { name: "a.csv", bytes: part(30, 60) },
        ]),
      },
      failure: "bad-zip",
    },
    { group, name: "zip of a gzip", files: { "log.zip": zipOf([{ name: "log.csv.gz", bytes: gz }]) } },
    {
      group,
      name: "sixty files",
      files: Object.fromEntries(ROWS.map((row, i) => [`${String(i).padStart(3, "0")}.csv`, utf8(text(lines([row])))])),
    },
  ];
};
