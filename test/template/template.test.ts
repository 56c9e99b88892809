import { describe, expect, it } from "vitest";
import { CaseCollector } from "../../src/cli/caseCollector.ts";
import type { Report } from "../../src/model/report.ts";
import type { FindingRow } from "../../src/model/verdict.ts";
import { complaintMarkdown, pressHtml, pressMarkdown } from "../../src/render/template/forms.ts";
import { emptyReport, report, undecidedReport } from "../render/reportFixture.ts";
import { casesOf } from "./newForms.ts";

const plain = (text: string): string => text.replaceAll("\u00a0", " ").replaceAll("\\", "");

describe("a filing", () => {
  const filing = plain(complaintMarkdown(report(), null));

  it.each([
    ["the figures, with both counts", "**30 (30.0 %)** met the standard"],
    ["who is not known", "Filed by"],
    ["the period", "Those canceled fall in the weeks of August 15, 2022 to August 22, 2022"],
    ["each standard with its basis and grade", "Basis: derived; grade V2 (number V2, paragraph letter M)"],
    ["the law's own address", "<https://leginfo.legislature.ca.gov/"],
    ["every record", "170 read = 160 accepted + 3 rejected + 5 duplicates + 2 superseded"],
    ["what was assumed", "provider_kind = nonphysician (derived): 90 cancellations relied on it"],
    ["what could not be decided", "ca.reschedule: 6 cancellations"],
    ["that it is no legal advice", "are no legal advice"],
  ])("says %s", (_, words) => {
    expect(filing).toContain(words);
  });

  it("is silent of law broken, of dollars, and of persons where no annex was asked for", () => {
    expect(filing).not.toMatch(/illegal|unlawful|violat|\$\d/i);
    expect(filing).not.toContain("Annex");
  });

  it("says of an annex that it is at best a limited data set, and shows no more of a pseudonym than it takes", () => {
    const annexed = plain(complaintMarkdown(report(), casesOf("a".repeat(64))));
    expect(annexed).toContain("at best a limited data set");
    expect(annexed).toContain("b".repeat(16));
    expect(annexed).not.toContain("b".repeat(17));
    expect(annexed).toContain("77 |");
  });

  it("tells every family under other readings, those that fall to nothing too", () => {
    const counts = (missed: number) => ({ missed, overdue: 0, met: 0, undetermined: 0 });
    const sensitivity = {
      readings: [
        { id: "base", title: "as in this report", families: { "ca.reschedule": counts(70) } },
        { id: "other", title: "read otherwise", families: { "ca.reschedule": counts(0) } },
      ],
      robust: [],
      inEvery: { "ca.reschedule": 0 },
    };
    const read = plain(complaintMarkdown(report({ sensitivity } as unknown as Partial<Report>), null));
    expect(read).toContain("Missed or overdue under every one of them: Rescheduled in time: 0.\n");
  });

  it("explains every grade that a citation names, in its remarks too", () => {
    expect(filing).toContain("grade V2: read in a secondary source");
    expect(filing).toContain("grade M: known, but read in no source at hand");
    expect(filing).not.toContain("grade V: ");
  });

  it.each([
    ["no cancellations", emptyReport()],
    ["nothing decided", undecidedReport()],
  ])("can be written of a log with %s", (_, document) => {
    expect(complaintMarkdown(document, null)).toMatch(/^(> .*\n\n)?# /);
    expect(pressMarkdown(document, null)).toMatch(/^(> .*\n\n)?# /);
  });
});

describe("a sheet for the press", () => {
  const headline = { ...report().headline, cancellations: 111_803, enrollees: 63_808 };

  it("rounds as the press does, with the exact figures below", () => {
    const sheet = plain(pressMarkdown(report({ headline }), null));
    expect(sheet).toContain("# Nearly 112,000 appointments canceled, affecting more than 63,000 enrollees");
    expect(sheet).toContain("Exactly: 111,803 appointments canceled, of 63,808 enrollees");
  });

  it.each([
    [3, 0],
    [4, 1],
    [40, 37],
  ])("of %i files names three at the most", (files, more) => {
    const [input] = report().inputs;
    const inputs = Array.from({ length: files }, (_, i) => ({ ...input!, path: `day ${i + 1}.csv` }));
    const sheet = plain(pressMarkdown(report({ inputs }), null));
    expect(sheet).toContain("cancellog report 'day 1.csv' 'day 2.csv' 'day 3.csv'");
    expect(sheet).not.toContain("day 4.csv");
    expect(sheet.includes(`and ${more} file${more === 1 ? "" : "s"} more, named`)).toBe(more > 0);
  });

  it("leaves small figures exact", () => {
    expect(pressMarkdown(report(), null)).toContain("# 120 appointments canceled, affecting 84 enrollees");
  });

  it("says how to make the same figures again, quoted for a shell", () => {
    const [input] = report().inputs;
    const document = report({
      inputs: [{ ...input!, path: "the log's.csv" }],
      asOfFrom: "option",
      asOf: "2022-10-31T23:59:59",
      scope: { from: "2022-08-15", to: null, where: ["region=North Bay"] },
      options: { assume: ["urgency=urgent"] },
    });
    expect(plain(pressMarkdown(document, null)).replaceAll("<!-- -->", "")).toContain(
      "cancellog report 'the log'''s.csv' --pack ca-timely-access --as-of 2022-10-31 --from 2022-08-15 --where 'region=North Bay' --assume urgency=urgent",
    );
  });

  it("has three charts", () => {
    const page = pressHtml(report(), null);
    expect(page.match(/<figure class="panel">/g)).toHaveLength(3);
  });
});

describe("the longest cases", () => {
  const row = (some: Partial<FindingRow>): FindingRow => ({
    appointment_id: "a",
    enrollee_id: "e",
    source: "log.csv",
    record: 1,
    line: 2,
    rule: "r",
    family: "f",
    verdict: "missed",
    reason: null,
    starts_at: "2022-08-01",
    care_at: "2022-08-31",
    due_at: "2022-08-15",
    elapsed: 22,
    unit: "bd",
    resolution: "rescheduled",
    care_appointment_id: null,
    linked_by: null,
    citation: "law",
    ...some,
  });

  it("are ordered by days from the start to care, or to as-of; others are no cases", () => {
    const collector = new CaseCollector("f", 3);
    for (const one of [
      row({ appointment_id: "late", care_at: "2022-09-10T08:00:00" }),
      row({ appointment_id: "open", verdict: "overdue", care_at: null }),
      row({ appointment_id: "short" }),
      row({ appointment_id: "opened later", verdict: "overdue", care_at: null, starts_at: "2022-08-21" }),
      row({ appointment_id: "met", verdict: "met", care_at: "2023-09-01" }),
      row({ appointment_id: "of another family", family: "g", care_at: "2023-09-01" }),
    ])
      collector.add(one);
    const { longest, of } = collector.cases("2022-09-09T23:59:59");
    expect(of).toBe(4);
    expect(longest.map(({ appointment, days }) => [appointment, days])).toEqual([
      ["late", 40],
      ["open", 39],
      ["short", 30],
    ]);
  });

  it("are the same however many there are and in whatever order they come", () => {
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      row({
        appointment_id: `a${i}`,
        verdict: i % 2 === 0 ? "missed" : "overdue",
        care_at: i % 2 === 0 ? "2022-10-01" : null,
        starts_at: `2022-0${1 + (i % 9)}-0${1 + (i % 7)}`,
      }),
    );
    const cases = [rows, [...rows].reverse()].map((all) => {
      const collector = new CaseCollector("f", 5);
      for (const one of all) collector.add(one);
      return collector.cases("2022-10-31");
    });
    expect(cases[0]).toEqual(cases[1]);
    expect(cases[0]?.longest).toHaveLength(5);
  });
});
