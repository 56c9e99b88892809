import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files by name, as one log. */
export type Files = Readonly<Record<string, Buffer>>;

/** Reads the fixtures that mutations start from; the long one is left to the tests that need it. */
export const corpusOf = (folder: string): readonly Files[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "expected.json" && name !== "unclosed-quote.csv" && !name.startsWith("."))
    .map((entry) => {
      const path = join(folder, entry.name);
      if (!entry.isDirectory()) return { [entry.name]: readFileSync(path) };
      return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name))]));
    });
