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
/** YAML that the build compiles to JSON, so that a run needs no YAML parser: by virtual module, the folder it is in. */
const FOLDERS = {
  "virtual:packs": join(root, "src", "rules", "packs"),
  "virtual:mappings": join(root, "src", "ingest", "mappings"),
};

/** Compiles a folder of YAML; keeps each source with its SHA-256. */
export const compiled = (name) =>
  readdirSync(FOLDERS[name])
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => {
      const source = readFileSync(join(FOLDERS[name], file), "utf8").replaceAll("\r\n", "\n");
      return { source, sha256: createHash("sha256").update(source).digest("hex"), document: parse(source) };
    });

export const virtualModules = Object.keys(FOLDERS);

const compilePlugin = {
  name: "compile-yaml",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: "yaml" }));
    esbuild.onLoad({ filter: /.*/, namespace: "yaml" }, ({ path }) => ({
      contents: JSON.stringify(compiled(path)),
      loader: "json",
      watchDirs: [FOLDERS[path]],
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
    plugins: [compilePlugin],
  });
}
