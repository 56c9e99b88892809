/**
 * Builds `dist/`, or the folder named as the argument: one bundle a command, split so that `--version` loads nothing heavy.
 * Bundled because resolving the packages one file at a time costs Node more than running them.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const packs = join(root, "src", "rules", "packs");

/** Compiles the shipped packs to JSON, so that a run needs no YAML parser; keeps the source's SHA-256. */
export const shippedPacks = () =>
  readdirSync(packs)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const source = readFileSync(join(packs, name), "utf8").replaceAll("\r\n", "\n");
      return { source, sha256: createHash("sha256").update(source).digest("hex"), pack: parse(source) };
    });

const packsPlugin = {
  name: "shipped-packs",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^virtual:packs$/ }, () => ({ path: "packs", namespace: "packs" }));
    esbuild.onLoad({ filter: /.*/, namespace: "packs" }, () => ({
      contents: JSON.stringify(shippedPacks()),
      loader: "json",
      watchDirs: [packs],
    }));
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outdir = process.argv[2] ?? join(root, "dist");
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { main: "src/cli/main.ts" },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    chunkNames: "[name]-[hash]",
    legalComments: "linked",
    sourcemap: "linked",
    logLevel: "warning",
    external: ["@duckdb/node-api"],
    // CommonJS packages inside an ES module bundle still call `require` for Node's own modules.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [packsPlugin],
  });
}
