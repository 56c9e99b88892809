/**
 * Runs a TypeScript program of this folder: `node test/exports/start.mjs fuzz.long.ts --minutes 5 --seed 7`.
 * It is bundled as the program itself is, YAML compiled in, and its `main` gets the other arguments.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { compiled } from "../../src/build/bundle.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [entry, ...args] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), "cancellog-start-"));
try {
  await build({
    entryPoints: { main: join(here, entry) },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: "inline",
    logLevel: "warning",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [
      {
        name: "compile-yaml",
        setup(esbuild) {
          esbuild.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: "yaml" }));
          esbuild.onLoad({ filter: /.*/, namespace: "yaml" }, ({ path }) => ({
            contents: JSON.stringify(compiled(path)),
            loader: "json",
          }));
        },
      },
    ],
  });
  const { main } = await import(pathToFileURL(join(outdir, "main.mjs")).href);
  process.exitCode = (await main(args)) ?? 0;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
