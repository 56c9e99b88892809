import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { STRIKE_2022, strike2022 } from "../../src/generate/strike2022.ts";

describe("the shipped log of the strike", () => {
  it("is what the generator writes for seed 2022", () => {
    const shipped = gunzipSync(readFileSync(new URL("../../fixtures/strike-2022.csv.gz", import.meta.url)));
    const written = [...strike2022({ seed: 2022, cancellations: STRIKE_2022.cancellations, form: "inline" })].join("");
    expect(shipped.toString("utf8") === written).toBe(true);
  });
});
