import { describe, expect, it } from "vitest";
import { inLanes } from "../../src/engine/duckdb/lanes.ts";

/** Work that says when it begins and ends, and ends when it is told to. */
const worksheet = () => {
  const said: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const act = (name: string) => async (): Promise<string> => {
    said.push(`begin ${name}`);
    await new Promise<void>((resolve, reject) =>
      ends.set(name, (error) => (error === undefined ? resolve() : reject(error))),
    );
    said.push(`end ${name}`);
    return name.toUpperCase();
  };
  const end = async (name: string, error?: Error): Promise<void> => {
    ends.get(name)?.(error);
    await new Promise(setImmediate);
  };
  return { said, act, end };
};

describe("work in lanes", () => {
  it("runs so many at a time, begins in order, and gives what each came to in its place", async () => {
    const { said, act, end } = worksheet();
    const all = inLanes([act("a"), act("b"), act("c")], 2);
    expect(said).toEqual(["begin a", "begin b"]);
    await end("b");
    expect(said).toEqual(["begin a", "begin b", "end b", "begin c"]);
    await end("c");
    await end("a");
    expect(await all).toEqual(["A", "B", "C"]);
  });

  it("runs one after the other in a single lane", async () => {
    const { said, act, end } = worksheet();
    const all = inLanes([act("a"), act("b")], 1);
    expect(said).toEqual(["begin a"]);
    await end("a");
    await end("b");
    await all;
    expect(said).toEqual(["begin a", "end a", "begin b", "end b"]);
  });

  it("waits for what has begun, begins nothing more, and throws the first failure by place", async () => {
    const { said, act, end } = worksheet();
    let settled = false;
    const all = inLanes([act("a"), act("b"), act("c")], 2).finally(() => {
      settled = true;
    });
    const expected = expect(all).rejects.toThrow("of a");
    await end("b", new Error("of b"));
    expect(settled).toBe(false);
    await end("a", new Error("of a"));
    await expected;
    expect(said).toEqual(["begin a", "begin b"]);
  });

  it("has nothing to do where there is nothing", async () => {
    expect(await inLanes([], 2)).toEqual([]);
  });
});
