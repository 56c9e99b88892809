import { afterAll, describe, expect, it } from "vitest";
import { EXPORT_NAMES, EXPORTS } from "./exports.ts";
import { folderOf, run } from "./world.ts";

const folder = folderOf(EXPORTS);
afterAll(folder.remove);

const transcript = async (args: readonly string[], columns?: number): Promise<string> => {
  const { code, stdout, stderr } = await run(folder.path, args, columns === undefined ? {} : { columns });
  return `$ cancellog ${args.join(" ")}${columns === undefined ? "" : `   # ${columns} columns`}\n${stdout}${stderr}exit ${code}\n`;
};

/** Everything before the mapping, whose lines are as long as its headers are. */
const told = (text: string): readonly string[] => text.slice(0, text.indexOf("\nMapping")).split("\n");

describe("what inspect prints", () => {
  it.each(EXPORT_NAMES)("%s", async (name) => {
    await expect(await transcript(["inspect", name])).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });

  it("the wide export on a wide terminal", async () => {
    await expect(await transcript(["inspect", "wide.csv"], 140)).toMatchFileSnapshot("transcripts/wide.csv.140.txt");
  });

  it("the dates of an ambiguous export, told their order", async () => {
    await expect(await transcript(["inspect", "ambiguous.csv", "--date-order", "dmy"])).toMatchFileSnapshot(
      "transcripts/ambiguous.csv.dmy.txt",
    );
  });

  it("several files of several systems", async () => {
    await expect(await transcript(["inspect", "clean.csv", "epic.csv", "lacking.csv"])).toMatchFileSnapshot(
      "transcripts/several.txt",
    );
  });

  it.each([80, 140])("keeps to a terminal of %i columns", async (columns) => {
    for (const name of EXPORT_NAMES) {
      const { stdout } = await run(folder.path, ["inspect", name], { columns });
      expect(
        told(stdout).filter((line) => line.length > columns),
        name,
      ).toEqual([]);
    }
  });

  it("has colors where they are asked for, and the same words", async () => {
    const plain = await run(folder.path, ["inspect", "epic.csv"]);
    const colored = await run(folder.path, ["inspect", "epic.csv"], { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colors are made of
    const bare = colored.stdout.replace(/\u001b\[\d+m/g, "");
    expect(colored.stdout).not.toBe(bare);
    expect(bare).toBe(plain.stdout);
    expect((await run(folder.path, ["inspect", "epic.csv", "--no-color"], { color: true })).stdout).toBe(plain.stdout);
  });
});
