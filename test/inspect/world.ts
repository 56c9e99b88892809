import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import type { CliWorld } from "../../src/cli/world.ts";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, with the files it is given. */
export const folderOf = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const path = mkdtempSync(join(tmpdir(), "cancellog-inspect-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

const collector = (terminal: { readonly isTTY?: boolean; readonly columns?: number }) => {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, terminal), text: () => chunks.join("") };
};

/** Runs a command in a folder, in a world of its own; `columns` makes its standard output a terminal of that width. */
export const run = async (
  cwd: string,
  args: readonly string[],
  { columns, stdin = "", color = false }: { columns?: number; stdin?: string; color?: boolean } = {},
): Promise<Ran> => {
  const out = collector(columns === undefined ? {} : { isTTY: true, columns });
  const err = collector({});
  const world: CliWorld = {
    argv: ["node", "cancellog", ...args],
    env: color ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" },
    cwd: () => cwd,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: out.stream,
    stderr: err.stream,
  };
  const code = await main(world);
  return { code, stdout: out.text(), stderr: err.text() };
};
