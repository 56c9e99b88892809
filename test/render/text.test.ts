import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { renderText } from "../../src/render/text/text.ts";
import { counts, emptyReport, family, group, rateOf, report, rule, undecidedReport } from "./reportFixture.ts";

/** The report as one long line, so that sentences can be found wherever they were broken. */
const read = (document: Report, verbose = false): string =>
  renderText(document, { width: 140, color: false, verbose }).replaceAll(/\s+/g, " ");

const headline = (some: Partial<Report["headline"]>): Report => report({ headline: { ...report().headline, ...some } });

describe("the opening", () => {
  test("warns of synthetic data before any figure, and only then", () => {
    expect(read(report())).toMatch(/^SYNTHETIC DATA/);
    expect(read(report({ synthetic: false }))).toMatch(/^120 appointments canceled, affecting 84 enrollees\./);
  });
  test("gives round figures from 10,000 on", () => {
    expect(read(headline({ cancellations: 111_803, enrollees: 63_808 }))).toContain(
      "In round figures: nearly 112,000 appointments; more than 63,000 enrollees. Canceled by: plan 100, enrollee 14, other 0, unknown 6.",
    );
    expect(read(report())).not.toContain("round figures");
  });
  test("gives a cancellation rate where the export holds other appointments", () => {
    expect(read(report())).toContain("Of 156 appointments, 120 were canceled: a cancellation rate of 76.9 %.");
    expect(read(headline({ appointments: 120 }))).toContain("so there is no cancellation rate");
  });
  test("counts group sessions where the log has them", () => {
    expect(read(report())).toContain("Among them 7 group sessions.");
    expect(read(headline({ sessions: null }))).not.toContain("Among them");
  });
  test("says in plain words what was looked at, and as of when", () => {
    expect(read(report())).toContain(
      "Those canceled fall in the weeks of August 15, 2022 to August 22, 2022. Seen as of October 31, 2022, 17:00 (the latest made_at).",
    );
    const scoped = report({
      scope: { from: "2022-08-15", to: "2022-10-18", where: ["county=Fresno"] },
      asOf: "2022-10-31T23:59:59",
      asOfFrom: "option",
    });
    expect(read(scoped)).toContain(
      "Looked at: appointments that were to take place from August 15, 2022 to October 18, 2022 (only county=Fresno); 0 other cancellations left out. Seen as of the end of October 31, 2022.",
    );
  });
});

describe("families", () => {
  test("a rate stands between its counts, and is labelled derived", () => {
    expect(read(report())).toContain(
      "Rescheduled in time (ca.reschedule, derived) Of 100 cancellations that should have been rescheduled within the " +
        "limit, counted from the day care was lost, 30 (30.0 %) met the standard.",
    );
  });
  test("overdue says what it means and as of when", () => {
    expect(read(report())).toContain(
      "50.0 % of those rated: no appointment at all as of October 31, 2022 (50 enrollees)",
    );
  });
  test("undetermined comes with the outer bounds", () => {
    expect(read(report())).toContain("the rate would be 27.3 % were all missed, 36.4 % were all met");
  });
  test("met tells what is not rated yet, what lies ahead, and what was other care", () => {
    const document = report({ families: [family({ early: 5, ahead: 2, otherCare: 3 })] });
    expect(read(document)).toContain(
      "of these, 5 with time left, not rated until it has passed; 2 booked, not yet given; 3 by another kind of care than the one lost",
    );
  });
  test("without a rate nothing is 0 %", () => {
    const text = read(undecidedReport());
    expect(text).toContain("Nothing to rate yet among cancellations that should have been rescheduled");
    expect(text).not.toContain("met the standard");
    expect(text).toContain("· undetermined 120 cannot be decided Rule by rule");
  });
  test("a requirement is not met by another kind of care", () => {
    const rules = [rule({ id: "ca.like-for-like", family: "ca.like-for-like", within: null, wait: null })];
    const families = [family({ id: "ca.like-for-like", counts: counts({ met: 9, missed: 1 }) })];
    expect(read(report({ families, rules }))).toContain("10.0 % of those rated: another kind of care (1 enrollee)");
  });
  test("a family that binds nothing is named in one line", () => {
    const families = [family(), family({ id: "ca.followup", title: "Followed up", counts: counts() })];
    expect(read(report({ families }))).toContain(
      'None of these cancellations falls under "Followed up" (ca.followup).',
    );
  });
});

describe("rules", () => {
  test("rules that bind nothing are a number, and rows when asked for", () => {
    expect(read(report())).toContain("1 rule binds none of these cancellations.");
    expect(read(report(), true)).toContain(".primary-10bd");
  });
  test("rules that decided nothing are named with their count", () => {
    expect(read(undecidedReport())).toContain("Nothing decided, undetermined only: ca.reschedule.mh-10bd (120).");
  });
  test("hour clocks are read in hours", () => {
    const rules = [
      rule({ within: { n: 48, unit: "h" }, wait: { unit: "s", median: 505_800, p90: 432_000, max: 900_000 } }),
    ];
    expect(read(report({ rules }))).toMatch(/48 hours .* 140\.5 h 120 h/);
  });
  test("a quantile that the curve does not reach says so, and one of nobody is a dash", () => {
    expect(read(report())).toMatch(/21 bd not reached/);
    const held = counts({ pending: 3 });
    const rules = [
      rule({ counts: held, rate: rateOf(held), wait: { unit: "bd", median: null, p90: null, max: null } }),
    ];
    expect(read(report({ rules }))).toMatch(/0\/0 – 0 0 3 0 0 – – V2/);
  });
  test("a basis that all share is said once; others have a column", () => {
    expect(read(report())).toContain("Basis of every rule shown: derived.");
    const mixed = [rule(), rule({ id: "x.one", family: "x", basis: "regulation" })];
    const text = read(report({ rules: mixed }));
    expect(text).toMatch(/derived V2 x\.one .* regulation V2/);
  });
  test("no column is left out of a narrow page", () => {
    const text = renderText(report(), { width: 60, color: false, verbose: false });
    for (const head of ["Limit", "Rate", "Missed", "Overdue", "Pending", "Exempt", "Undeter-", "Median", "Grade"])
      expect(text).toContain(head);
  });
});

describe("breakdowns", () => {
  test("the worst come first, small groups are left out and counted, the unknown is named", () => {
    expect(read(report())).toMatch(
      /By facility Fresno Clinic 88\.9 % 40 of 45 █+▌? Oakland Clinic 64\.5 % 20 of 31 █+▌? \(unknown\) 3\.3 % 1 of 30 █*▌? Left out: 1 group with fewer than 30 rated\./,
    );
  });
  test("weeks stay in their order", () => {
    expect(read(report())).toMatch(/2022-08-15 50\.0 % .* 2022-08-22 83\.3 %/);
  });
  test("five are shown, all when asked for", () => {
    const rows = Array.from({ length: 7 }, (_, i) => group(`Site ${i}`, 30 + i, 60));
    const document = report({ breakdowns: [{ by: "facility", rows }] });
    expect(read(document)).toMatch(/By facility, worst 5 of 7 Site 6 .* Site 2 (?!.*Site 1)/);
    expect(read(document, true)).toMatch(/By facility Site 6 .* Site 0 /);
  });
  test("who canceled is left to the headline", () => expect(read(report())).not.toContain("By canceled_by"));
  test("dimensions of small groups share one line", () => {
    const small = { by: "county", rows: [group("Fresno", 1, 29), group("Napa", 2, 20)] };
    expect(read(report({ breakdowns: [small] }))).toContain("No group has 30 rated by county (2 groups).");
  });
  test("many weeks become a line of columns, one each", () => {
    const rows = Array.from({ length: 20 }, (_, i) => group(`2022-W${i}`, i * 2, 40));
    expect(read(report({ breakdowns: [{ by: "week", rows }] }))).toMatch(/2022-W0 [▁▂▃▄▅▆▇█]{20} /);
  });
});

describe("the rest", () => {
  test("links are counted by how they were found, with the figures by the log's own links beside them", () => {
    const linkedBy = { replaced_by: 12, replaces: 0, rescheduled_to: 0, offered_for: 0, series: 0, inferred: 34 };
    const [one] = report().families;
    const without = [{ id: one!.id, counts: one!.counts, rate: { numerator: 1, denominator: 4, value: 0.25 } }];
    const text = read(report({ links: { mode: "inferred", linkedBy, without } }));
    expect(text).toContain("34 inferred from the enrollee's next appointment (--link inferred)");
    expect(text).toContain(`${one!.id} 1/4 25.0 %`);
    expect(text).not.toContain("named by the replacement");
  });
  test("who was seen all the same is told, and that it changes nothing", () => {
    const families = { "ca.reschedule": { bound: 50, cancellations: 7, enrollees: 6 } };
    const text = read(report({ seenOtherwise: { cancellations: 7, enrollees: 6, families } }));
    expect(text).toContain("Of 50 cancellations without a replacement, in 7 (6 enrollees)");
    expect(text).toContain("still counted as without care");
  });
  test("what could not be decided comes with what would decide it", () => {
    const text = read(report());
    expect(text).toContain("6 canceled_by is not known (who canceled it)");
    expect(text).toContain("--assume canceled_by=plan");
    expect(text).toContain("3 what followed the cancellation cannot be told");
  });
  test.each([
    ["ca.notice", "canceled_at"],
    ["ca.request", "requested_at"],
    ["ca.followup", "prior_kept_at"],
  ])("a missing start of %s names %s", (id, column) => {
    const undecided = [{ family: id, reason: "no-start", cancellations: 2 }];
    const rules = [rule({ family: id, starts: [column, "scheduled_at"] })];
    expect(read(report({ undecided, rules }))).toContain(
      `2 ${column} is blank or has no column; the limit counts from it`,
    );
  });
  test("records add up, and rejects can be had", () => {
    expect(read(report())).toContain(
      "170 records read = 160 accepted + 3 rejected each with its reason: --rejects FILE + 5 duplicates the same version once more + 2 superseded",
    );
    const clean = report({ reconciliation: { ...report().reconciliation, rejected: 0 } });
    expect(read(clean)).not.toContain("--rejects");
  });
  test("problems show two places, five when asked for", () => {
    expect(read(report())).toContain('exports/strike.csv:12 canceled_at: "2022-02-30 10:00"');
    expect(read(report())).not.toContain("strike.csv:13");
    expect(read(report(), true)).toContain("strike.csv:13");
  });
  test("assumptions lean to the plan but for one, which is said", () => {
    expect(read(report())).toContain("provider_kind = nonphysician derived 90");
    expect(read(report())).toContain("a fact of practice");
  });
  test("says what the figures are not, and claims no breach of law", () => {
    const text = read(report());
    expect(text).toContain("no legal advice");
    expect(text).toContain("not the DMHC rate of compliance");
    expect(text).not.toMatch(/illegal|unlawful|violat/i);
  });
  test("ends with where it came from", () => {
    expect(read(report())).toMatch(
      /Provenance input exports\/strike\.csv 4,581,667 bytes, 170 records, .* options none that change figures made by cancellog 1\.2\.3, engine reference 1\.2\.3 $/,
    );
  });
  test("hashes are short on a narrow page, and in full when asked for", () => {
    const at = (verbose: boolean): string => renderText(report(), { width: 80, color: false, verbose });
    expect(at(false)).toContain("0123456789abcdef…");
    expect(at(true)).toContain("0123456789abcdef".repeat(4));
  });
  test("a log without cancellations has a headline and an account", () => {
    const text = read(emptyReport());
    expect(text).toContain("0 appointments canceled, affecting 0 enrollees.");
    expect(text).not.toContain("NaN");
    expect(text).toContain("Every record accounted for");
  });
});
