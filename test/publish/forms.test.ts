import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { isoDate, mondayOf, parseIsoDate } from "../../src/calendar/civil.ts";
import { type Published, publishedSchema } from "../../src/model/published.ts";
import { describeRefusals } from "../cli/transcript.ts";
import { cancellog, folderOf } from "../cli/world.ts";
import { faultsOf } from "../schema/validate.ts";

const FILES = ["public.html", "public.md", "public.txt", "public.json"] as const;
const OUTPUTS = [...FILES, "tables/"].flatMap((path) => ["-o", path]);
const BY = "week,facility,region,provider_id,enrollee_id,canceled_at,session_id,service";

let cwd: string;
const text = (name: string): string => readFileSync(join(cwd, name), "utf8");
const tables = (folder: string): readonly string[] => readdirSync(join(cwd, folder)).sort();
/** Every form that was written, by name. */
const written = (): readonly (readonly [string, string])[] => [
  ...FILES.map((name) => [name, text(name)] as const),
  ...tables("tables").map((name) => [name, text(`tables/${name}`)] as const),
];
let document: Published;

beforeAll(async () => {
  cwd = folderOf({});
  await cancellog(["generate", "strike-2022", "--seed", "5", "--cancellations", "900", "-o", "log.csv"], { cwd });
  expect(await cancellog(["report", "log.csv", "--by", BY, "-q", "-o", "inside.json"], { cwd })).toMatchObject({
    code: 0,
  });
  const run = ["report", "log.csv", "--by", BY, "--publish", "-q", "-v", ...OUTPUTS];
  expect(await cancellog(run, { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  document = publishedSchema.parse(JSON.parse(text("public.json")));
});

describe("what is published", () => {
  it("is what its schema says, and nothing more", () => {
    expect(faultsOf("published", JSON.parse(text("public.json")))).toEqual([]);
    expect(document).toEqual(JSON.parse(text("public.json")));
  });

  it("is the same from the log and from the saved report, byte by byte in every form", async () => {
    const direct = written();
    const again = folderOf({ "inside.json": text("inside.json") });
    expect(await cancellog(["render", "inside.json", "--publish", "-v", ...OUTPUTS], { cwd: again })).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    for (const [name, bytes] of direct) {
      const path = name.endsWith(".csv") ? `tables/${name}` : name;
      expect(readFileSync(join(again, path), "utf8") === bytes, name).toBe(true);
    }
    expect(readdirSync(join(again, "tables")).sort()).toEqual(tables("tables"));
  });

  it("is rendered again from itself, with or without being asked", async () => {
    for (const asked of [[], ["--publish"]])
      expect((await cancellog(["render", "public.json", "-f", "markdown", ...asked], { cwd })).stdout).toBe(
        text("public.md"),
      );
  });

  it("is the same whichever engine computed it", async () => {
    const run = ["report", "log.csv", "--by", BY, "--publish", "-q", "-f", "json", "--engine", "reference"];
    expect((await cancellog(run, { cwd })).stdout).toBe(text("public.json"));
  });

  it("names no id of the log in any form", () => {
    const rows = parse(text("log.csv"), { columns: true, relax_column_count: true }) as readonly Record<
      string,
      string
    >[];
    const ids = new Set(
      rows.flatMap((row) =>
        ["appointment_id", "enrollee_id", "provider_id", "session_id", "series_id"].flatMap((name) => row[name] ?? []),
      ),
    );
    ids.delete("");
    expect(ids.size).toBeGreaterThan(900);
    const inside = text("inside.json");
    expect([...ids].some((id) => inside.includes(id))).toBe(true);
    for (const [name, bytes] of written())
      for (const id of ids) if (bytes.includes(id)) expect.unreachable(`${id} stands in ${name}`);
  });

  it("tells no day but Mondays, beside what the rules and packs say of themselves", () => {
    const { packs: _, rules: _r, ...rest } = document;
    const days = [...JSON.stringify(rest).matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([day]) => day);
    expect(days.length).toBeGreaterThan(5);
    for (const day of days) expect(day).toBe(isoDate(mondayOf(parseIsoDate(day)!)));
    for (const [name, bytes] of written()) expect(bytes, name).not.toMatch(/\d{2}T\d{2}:\d{2}/);
    expect(document.asOf.precision).toBe("week");
  });

  it("tells the day that was asked for", async () => {
    const run = ["report", "log.csv", "--publish", "-q", "-f", "json", "--as-of", "2022-11-05"];
    expect(JSON.parse((await cancellog(run, { cwd })).stdout).asOf).toEqual({ date: "2022-11-05", precision: "day" });
  });

  it("leaves breakdowns by persons and days out, and says so", () => {
    expect(document.breakdowns.map(({ by }) => by)).toEqual(["week", "facility", "region", "service"]);
    const why = new Map(document.leftOut.map(({ what, rule }) => [what, rule]));
    for (const by of ["provider_id", "enrollee_id", "session_id"]) expect(why.get(`by ${by}`)).toBe("persons");
    expect(why.get("by canceled_at")).toBe("finer-than-week");
  });

  it("shows a mark and a legend for what is hidden, and never 0", () => {
    expect(document.hidden.length).toBeGreaterThan(0);
    for (const name of ["public.html", "public.md", "public.txt"] as const)
      expect(text(name), name).toContain("× is a count that is hidden");
    const rows = parse(text("tables/by-facility-figures.csv"), { columns: true }) as readonly Record<string, string>[];
    const told = document.breakdowns.find(({ by }) => by === "facility")!;
    const cells = rows.flatMap(({ met, not_met, undecided, not_bound }) => [met, not_met, undecided, not_bound]);
    const counts = told.rows.flatMap(({ families }) =>
      Object.values(families).flatMap((one) => [
        one.counts.met,
        one.counts.notMet,
        one.counts.undecided,
        one.counts.notBound,
      ]),
    );
    expect(cells).toEqual(counts.map((count) => (count === null ? "hidden" : String(count))));
    expect(cells).toContain("hidden");
  });

  it("says what was hidden, merged and left out in every form that people read", () => {
    for (const name of ["public.html", "public.md", "public.txt"] as const) {
      const shown = text(name).replace(/\s+/g, " ");
      expect(shown, name).toContain("What was hidden, and by which rule");
      expect(shown, name).toContain("Left out altogether");
      expect(shown, name).toContain("What this does not protect against");
    }
    expect(tables("tables")).toEqual(expect.arrayContaining(["hidden.csv", "left-out.csv"]));
  });
});

describe("--publish in a configuration", () => {
  it("holds for report alone, and is refused by a command that has no such form", async () => {
    const head = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by\n";
    const csv = `${head}A1,E1,2022-08-26,canceled,2022-08-25,plan\n`;
    const folder = folderOf({ "log.csv": csv, "cancellog.yaml": "publish: true\nas-of: 2022-10-31\n" });
    const { code, stdout } = await cancellog(["report", "log.csv"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain("no figures can be published");
    const refused = await cancellog(["check", "log.csv"], { cwd: folder });
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("cancellog.yaml:1:1") });
  });
});

const LINE = "A1,E1,2022-08-26,canceled,2022-08-25,plan\n";
const LOG = `appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by\n${LINE}`;
const RUN = ["report", "log.csv", "--as-of", "2022-10-31", "--publish"];

describeRefusals({
  title: "What is not published",
  name: "publish",
  files: { "log.csv": LOG, key: "0123456789abcdef0123456789abcdef", "claims.yaml": "schema: cancellog.claims/1\n" },
  attempts: [
    { what: "findings", args: [...RUN, "--findings", "f.csv"], names: ["--findings", "without --publish"] },
    { what: "rejects", args: [...RUN, "--rejects", "r.csv"], names: ["--rejects"] },
    { what: "pseudonyms", args: [...RUN, "--pseudonymize", "key"], names: ["--pseudonymize"] },
    { what: "a sheet for the press", args: [...RUN, "--template", "press"], names: ["--template"] },
    {
      what: "a complaint with cases",
      args: [...RUN, "--template", "complaint", "--cases", "3", "--pseudonymize", "key"],
      names: ["--pseudonymize"],
    },
    { what: "statements tested", args: [...RUN, "--claims", "claims.yaml"], names: ["--claims"] },
    { what: "a check", args: ["check", "log.csv", "--publish"], names: ["check", "render REPORT.json --publish"] },
    { what: "a comparison", args: ["compare", "a.json", "b.json", "--publish"], names: ["compare"] },
    {
      what: "an explanation",
      args: ["explain", "log.csv", "--appointment", "A1", "--publish"],
      names: ["explain"],
    },
    {
      what: "a scope by persons",
      args: [...RUN, "--where", "enrollee_id=E1"],
      names: ["--where enrollee_id", "without that condition"],
    },
    { what: "a form that there is not", args: [...RUN, "-f", "csv"], names: ["-o"] },
  ],
});
