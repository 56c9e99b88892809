import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { renderTables } from "../../src/render/tables/csv.ts";
import { fileName } from "../../src/render/tables/table.ts";
import { fullReport } from "./fullReport.ts";
import { group, report } from "./reportFixture.ts";

const filesOf = (document: Report, bom = false): Readonly<Record<string, string>> =>
  Object.fromEntries(renderTables(document, { bom }).map(({ name, text }) => [name, text]));
const rowsOf = (text: string | undefined): readonly Record<string, string>[] => parse(text ?? "", { columns: true });

describe("the tables", () => {
  test("are one a breakdown for what became of them, and one for the verdicts", () => {
    const files = filesOf(fullReport());
    expect(files["by-county.csv"]).toBe(
      "group,appointments,cancellations,enrollees,rescheduled,enrollee_canceled,offered,recanceled,none,unverified,synthetic\n" +
        "Fresno,45,45,45,45,0,0,0,0,0,true\n" +
        "Alameda,31,31,31,31,0,0,0,0,0,true\n",
    );
    expect(rowsOf(files["by-county-verdicts.csv"])[0]).toMatchObject({
      group: "Fresno",
      family: "ca.reschedule",
      met: "5",
      missed: "40",
      rate_numerator: "5",
      rate_denominator: "45",
      rate: String(5 / 45),
    });
  });

  test("hold what the report holds: no count is lost, a figure that is none is empty", () => {
    const document = fullReport();
    const files = filesOf(document);
    const facilities = rowsOf(files["by-facility.csv"]);
    expect(facilities.map(({ cancellations }) => Number(cancellations))).toEqual([45, 31, 29, 1, 30]);
    expect(rowsOf(files["by-facility-verdicts.csv"])[3]).toMatchObject({ rate_denominator: "0", rate: "" });
    expect(facilities.at(-1)).toMatchObject({ group: "" });
    expect(rowsOf(files["facility-by-week.csv"])).toHaveLength(document.crosstabs[0]!.cells.length);
    expect(rowsOf(files["waits-ca-reschedule-mh-10bd.csv"])[1]).toEqual({
      elapsed: "9",
      at_risk: "88",
      events: "20",
      waiting: String((90 / 100) * (68 / 88)),
      synthetic: "true",
    });
  });

  test("neutralise a formula, and leave the figures alone", () => {
    expect(filesOf(fullReport())["by-facility.csv"]).toContain("\n'=cmd|' /C calc'!A0,0,1,1,");
  });

  test("have a row of header each, and are listed in contents.csv", () => {
    const files = filesOf(fullReport());
    const listed = rowsOf(files["contents.csv"]);
    expect([...listed.map(({ file }) => file), "contents.csv"].sort()).toEqual(Object.keys(files).sort());
    for (const { file, rows } of listed) expect(rowsOf(files[file ?? ""])).toHaveLength(Number(rows));
  });

  test("begin with the mark of UTF-8 only where asked", () => {
    for (const text of Object.values(filesOf(fullReport(), true))) expect(text.startsWith("\ufeff")).toBe(true);
    for (const text of Object.values(filesOf(fullReport()))) expect(text.startsWith("\ufeff")).toBe(false);
  });

  test("say in every row that data are generated, and nothing of it where they are not", () => {
    for (const text of Object.values(filesOf(fullReport())))
      for (const row of rowsOf(text)) expect(row.synthetic).toBe("true");
    for (const text of Object.values(filesOf(report({ synthetic: false })))) expect(text).not.toContain("synthetic");
  });

  test("leave out what was not computed", () => {
    const names = Object.keys(filesOf(report()));
    expect(names).not.toContain("out-of-network.csv");
    expect(names).not.toContain("sensitivity.csv");
    expect(Object.keys(filesOf(fullReport()))).toEqual(
      expect.arrayContaining(["out-of-network.csv", "sensitivity.csv"]),
    );
  });

  test("give the whole log before its facilities, and mental-health care apart", () => {
    const files = filesOf(fullReport());
    expect(rowsOf(files["out-of-network.csv"])).toMatchObject([
      { facility: "(all)", late_or_none: "70", in_time: "10", late_in_network: "20", nothing: "30" },
      { facility: "(all, mental health)", late_or_none: "60", in_time_unknown: "2" },
      { facility: "Fresno Clinic", late_or_none: "40" },
    ]);
    expect(rowsOf(files["notice.csv"])).toMatchObject([
      { facility: "(all)", known: "90" },
      { facility: "", known: "90" },
    ]);
  });

  test("say of each reading which families no reading moves", () => {
    const rows = rowsOf(filesOf(fullReport())["sensitivity.csv"]);
    expect(rows).toHaveLength(6);
    expect(rows[2]).toMatchObject({
      reading: "calendar:ca-legal-holidays",
      family: "ca.reschedule",
      missed: "18",
      undetermined: "10",
      in_every_reading: "66",
      robust: "no",
    });
    expect(rows.map(({ robust }) => robust)).toEqual(["no", "yes", "no", "yes", "no", "yes"]);
  });

  test("of columns that are spelled nearly alike do not overwrite one another", () => {
    const breakdowns = ["Site A", "site-a", "../site a", "日本"].map((by) => ({ by, rows: [group("x", 1, 2)] }));
    const names = Object.keys(filesOf(report({ breakdowns })));
    expect(names.filter((name) => name.startsWith("by-") && !name.includes("verdicts"))).toEqual([
      "by-site-a.csv",
      "by-site-a-2.csv",
      "by-site-a-3.csv",
      "by-column.csv",
    ]);
  });
});

test.each([
  ["facility", "facility"],
  ["Facility Name (2022)", "facility-name-2022"],
  ["../../etc/passwd", "etc-passwd"],
  ["CON", "con"],
  ["\u202e=cmd", "cmd"],
  ["", "column"],
  ["x".repeat(200), "x".repeat(60)],
])("a column %j names a file %s", (text, name) => {
  expect(fileName(text)).toBe(name);
});
