import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shippedPackSource } from "../../src/rules/shipped.ts";
import { assess, kept, logOf, lost } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "cancellog-links-"));
const second = join(folder, "second.yaml");
const raw = { pack: ["ca-timely-access", second], derive: ["prior_kept_at"], link: "inferred" };

beforeAll(() => {
  const source = shippedPackSource("ca-timely-access") ?? "";
  writeFileSync(second, source.replaceAll("ca-timely-access", "second").replaceAll(/\bca\.(?=[a-z])/g, "second."));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("with two packs that ask the same", () => {
  const text = logOf([
    lost("C", { follow_up: "true" }),
    kept("U", { made_at: "2022-08-01", scheduled_at: "2022-08-25 09:00" }),
    kept("V", { made_at: "2022-08-01" }),
  ]);

  it("counts a cancellation once among those seen otherwise, and once in the first family of each", async () => {
    const { report } = await assess(text, raw);
    const figures = { bound: 1, cancellations: 1, enrollees: 1 };
    expect(report.seenOtherwise).toEqual({
      cancellations: 1,
      enrollees: 1,
      families: { "ca.reschedule": figures, "second.reschedule": figures },
    });
  });

  it("counts a cancellation once that both relied on a derived value for", async () => {
    const { report } = await assess(text, raw);
    const derived = report.assumptions.filter(({ field }) => field === "prior_kept_at");
    expect(derived).toEqual([{ field: "prior_kept_at", value: "from the log", source: "derived", cancellations: 1 }]);
  });

  it("gives the families of both as they would be without inference", async () => {
    const { report } = await assess(text, raw);
    expect(report.links?.without?.map(({ id }) => id)).toEqual(report.families.map(({ id }) => id));
  });
});
