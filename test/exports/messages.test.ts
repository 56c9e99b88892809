import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, run } from "./run.ts";

const said = (content: string, ...options: string[]): Promise<string> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, "log.csv"), content);
    return (await run(["report", "log.csv", ...options], folder)).stderr;
  });

describe("a message that quotes the file", () => {
  it("keeps a column's line breaks and escape sequences off the terminal", async () => {
    expect(await said('status,"two\nlines","\u001B[31mred","tab\there"\n1,2,3,4\n5,6,7,8\n')).toBe(
      "cancellog: log.csv:1: no column for appointment_id. Columns seen: status, two␊lines, ␛[31mred, tab␉here.\n" +
        'Rename the column that holds it to "appointment_id", or map it with --mapping FILE (cancellog inspect writes one).\n',
    );
  });

  it("does not quote a record that stands where the header should", async () => {
    const message = await said("40001,M0017,Cancelled,8/16/2022,Provider\n40002,M0018,Cancelled,8/17/2022,Provider\n");
    expect(message).toContain("log.csv:1: no header line");
    expect(message).not.toMatch(/40001|M0017/);
  });

  it("cuts short a header that is none", async () => {
    const message = await said(
      `${Array.from({ length: 500 }, (_, i) => `${"x".repeat(80)}${i}`).join(",")}\n${",".repeat(499)}\n`,
    );
    expect(message).toContain(`${"x".repeat(79)}`);
    expect(message).toContain(" and 460 more.");
    expect(message.length).toBeLessThan(4000);
  });
});
