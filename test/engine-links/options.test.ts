import { describe, expect, it } from "vitest";
import { settle } from "../../src/cli/settle.ts";

const tool = { name: "cancellog", version: "0.0.0" } as const;
const settled = async (raw: Parameters<typeof settle>[1]) =>
  (await settle([{ path: "-", file: null, member: null }], raw, tool, "/")).request;

describe("how the options of linking and deriving are read", () => {
  it("goes by explicit links and derives nothing if not told otherwise", async () => {
    const { plan, options } = await settled({});
    expect([plan.link, plan.derive, options]).toEqual(["explicit", [], {}]);
  });

  it.each(["explicit", "series", "inferred"] as const)(
    "takes --link %s, and reports what is not the default",
    async (link) => {
      const { plan, options } = await settled({ link });
      expect([plan.link, options]).toEqual([link, link === "explicit" ? {} : { link }]);
    },
  );

  it("takes --derive prior_kept_at, given once or twice", async () => {
    const { plan, options } = await settled({ derive: ["prior_kept_at", "prior_kept_at"] });
    expect([plan.derive, options]).toEqual([["prior_kept_at"], { derive: ["prior_kept_at"] }]);
  });

  it.each([{ link: "guess" }, { link: "" }, { derive: ["made_at"] }, { derive: ["prior_kept_at", "follow_up"] }])(
    "refuses %j",
    async (raw) => {
      await expect(settled(raw)).rejects.toMatchObject({ name: "Failure", code: "bad-option" });
    },
  );
});
