import { describe, expect, it } from "vitest";
import { cancellog, folderOf } from "../cli/world.ts";

const PACK = `schema: cancellog.pack/1
id: own
version: 1.0.0
title: A promise of our own
timezone: Europe/Stockholm
calendar: ./days.yaml
families:
  - { id: own.soon, title: Soon, asks: that were lost }
conditions:
  - &waits { column: Waits, is: "yes" }
rules:
  - id: own.week
    family: own.soon
    title: Within the week
    basis: commitment
    citation: { law: A charter, text: Within a week., grade: M }
    effective: { from: 2019-01-01, to: 2025-12-31 }
    applies: { canceled_by: plan, not: *waits }
    clock: { starts: scheduled_at, within: 5 business days }
examples:
  - title: A week
    as_of: 2025-06-30
    csv: |
      appointment_id,enrollee_id,status,scheduled_at,canceled_by,Waits,rescheduled_to
      a,p,canceled,2025-03-03,plan,no,2025-03-10
    expect: { a: { own.week: met } }
`;
const DAYS =
  "schema: cancellog.calendar/1\nid: days\ntitle: Days\nholidays: [{ date: 2025-12-25, name: A day, law: A law }]\n";

const validate = (text: string) =>
  cancellog(["rules", "validate", "./own.yaml"], { cwd: folderOf({ "own.yaml": text, "days.yaml": DAYS }) });

/** What was written, what in its place, where that is told, and what of the words a reader looks for. */
const MISTAKES: readonly (readonly [what: string, from: string, to: string, place: string, ...says: string[]])[] = [
  ["a zone mistyped", "Europe/Stockholm", "Europe/Stokholm", "5:1", 'did you mean "Europe/Stockholm"?'],
  ["a calendar's file that is not there", "./days.yaml", "./day.yaml", "6:1", "day.yaml", "beside its pack"],
  [
    "a calendar that nobody knows",
    "./days.yaml",
    "sweden",
    "6:1",
    "; calendars are ca-state-offices",
    "./holidays.csv",
  ],
  ["a family mistyped", "family: own.soon", "family: own.son", "13:5", "families are own.soon"],
  ["a basis that is none", "basis: commitment", "basis: law", "15:5", "statute, regulation, derived"],
  ["a grade that is none", "grade: M", "grade: A", "16:55", '"A" is none of its values; values are V, V2, M'],
  ["words quoted that nobody read", "text: Within a week.", 'text: In "a week".', "16:33", "grade V", "without marks"],
  ["a month that is none", "2019-01-01", "2019-13-01", "17:18", "no date of the calendar"],
  ["dates in force the wrong way round", "2025-12-31", "2018-12-31", "17:36", "is before 2019-01-01", "never in force"],
  ["a field mistyped", "canceled_by: plan", "cancelled_by: plan", "18:16", 'did you mean "canceled_by"?', "{ column:"],
  ["a column mistyped", "{ column: Waits", "{ colum: Waits", "10:14", 'did you mean "column"?'],
  ["a value that is none", "canceled_by: plan", "canceled_by: clinic", "18:16", "values are plan, enrollee, other"],
  ["a number for a text", 'is: "yes"', "is: 1", "10:29", "quote dates, numbers, true and false"],
  ["a limit without its kind of days", "5 business days", "5 days", "19:36", '"10 business days"', '"48 hours"'],
  ["a start that is none", "starts: scheduled_at", "starts: schedule_at", "19:14", 'did you mean "scheduled_at"?'],
  ["neither a clock nor a requirement", "    clock: {", "    clok: {", "19:5", 'did you mean "clock"?'],
  ["a verdict that is none", "own.week: met", "own.week: mett", "26:20", "verdicts are missed, overdue, met"],
  ["a rule that is none, in an example", "own.week: met", "own.weak: met", "26:20", 'did you mean "own.week"?'],
  ["a colon in a text", "A promise of", "A promise: of", "4:8", "goes in quotes"],
  ["a tab", "  - title: A week", "\t- title: A week", "21:1", "indent with spaces"],
  ["a name for a piece that is not there", "*waits", "*waiting", "18:40", "*waiting stands for nothing"],
  [
    "a piece that holds itself",
    '{ column: Waits, is: "yes" }',
    "{ not: *waits }",
    "10:19",
    "inside of what it stands for",
  ],
  ["the wrong kind of document", "cancellog.pack/1", "cancellog.mapping/1", "1:1", "takes cancellog.pack/1"],
];

describe("a mistake in a pack is told with its place, what is meant, and what to do", () => {
  it("and the pack without them is right", async () =>
    expect(await validate(PACK)).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing is wrong") }));

  it.each(MISTAKES)("%s", async (_, from, to, place, ...says) => {
    expect(PACK).toContain(from);
    const told = await validate(PACK.replace(from, to));
    expect(told).toMatchObject({ code: 2, stderr: "" });
    const [first = ""] = told.stdout.split("\n").filter((line) => says.every((words) => line.includes(words)));
    expect(first, told.stdout).toContain(`./own.yaml:${place}`);
  });

  it("the wrong kind of document by that alone", async () => {
    const { stdout } = await validate(DAYS);
    expect(stdout).toBe('./own.yaml:1:1: schema: takes cancellog.pack/1, and holds "cancellog.calendar/1".\n');
  });

  it("what is no text at all by its beginning", async () => {
    const { stdout } = await validate(`x${"y".repeat(5000)}`);
    expect(stdout.length).toBeLessThan(150);
  });

  it("pieces that unfold to more than a file could mean, without unfolding them", async () => {
    const layers = Array.from({ length: 12 }, (_, i) => `- &x${i + 1} [${Array(9).fill(`*x${i}`).join(", ")}]`);
    const { code, stdout } = await validate(["- &x0 a", ...layers, ""].join("\n"));
    expect(code).toBe(2);
    expect(stdout).toContain("1:1: its aliases (*name) stand for more than 1000 pieces");
  });
});
