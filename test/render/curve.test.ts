import { describe, expect, test } from "vitest";
import { waitingCurve } from "../../src/render/html/charts/curve.ts";
import { rankedBars } from "../../src/render/html/charts/rankedBars.ts";

const TOP = 20;
const PLOT = 190;
const curveOf = (points: readonly (readonly [elapsed: number, waiting: number])[]): string =>
  String(
    waitingCurve(
      {
        points: points.map(([elapsed, waiting]) => ({ elapsed, waiting })),
        end: 100,
        limit: { at: 10, text: "limit: 10 business days" },
        unit: { size: 1, name: "business days" },
      },
      "title",
      "description",
      "id",
    ),
  );
const labelIn = (svg: string): number => Number(/class="end-label"[^>]* y="([\d.]+)"/.exec(svg)?.[1]);
const lineAt = (waiting: number): number => TOP + (1 - waiting) * PLOT;

describe("the label at the end of a waiting curve", () => {
  test.each([
    ["stands above a level line", [[5, 0.4]], 0.4, "above"],
    [
      "stands below where the line still falls beside it",
      [
        [5, 0.9],
        [90, 0.4],
      ],
      0.4,
      "below",
    ],
    [
      "stands above all of it where there is no room below",
      [
        [5, 0.5],
        [90, 0.02],
      ],
      0.5,
      "above",
    ],
  ] as const)("%s", (_, points, share, where) => {
    const y = labelIn(curveOf(points));
    if (where === "above") expect(y).toBeLessThan(lineAt(share));
    else expect(y).toBeGreaterThan(lineAt(share));
    expect(y).toBeLessThanOrEqual(TOP + PLOT);
  });

  test("tells the share that the line ends with, not one beyond it", () => {
    expect(
      curveOf([
        [5, 0.4],
        [200, 0.1],
      ]).replaceAll("\u00a0", " "),
    ).toContain("40.0 % still waiting");
  });
});

test.each([
  ["18 letters", "x".repeat(18), false],
  ["19 letters", "x".repeat(19), true],
])("a name of %s stands above its bar: %s", (_, key, tall) => {
  expect(String(rankedBars([{ key, late: 30, rated: 40 }], null)).includes("ranked tall")).toBe(tall);
});
