/**
 * Builds `dist/`, or the folder named as the argument: one bundle a command, split so that `--version` loads nothing heavy.
 * Bundled because resolving the packages one file at a time costs Node more than running them.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { build, transformSync } from "esbuild";
import { parse } from "yaml";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PAGE = "virtual:page";
/**
 * What the build compiles, so that a run needs no parser and no file beside the bundle: by virtual module, the folder
 * it is in. YAML becomes the document that its schema reads in it; the style and the script of the HTML report become texts.
 */
const FOLDERS = {
  "virtual:packs": join(root, "src", "rules", "packs"),
  "virtual:mappings": join(root, "src", "ingest", "mappings"),
  [PAGE]: join(root, "src", "render", "html", "client"),
};

const filesIn = (name, ending) =>
  readdirSync(FOLDERS[name])
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => readFileSync(join(FOLDERS[name], file), "utf8").replaceAll("\r\n", "\n"));

/** The schemas are TypeScript, and bundle a library: a run that reads only what is shipped needs neither. */
const { outputFiles } = await build({
  stdin: {
    contents: 'export { packSchema } from "./pack.ts"; export { mappingSchema } from "./mapping.ts";',
    resolveDir: join(root, "src", "model"),
  },
  bundle: true,
  format: "iife",
  globalName: "schemas",
  platform: "node",
  write: false,
});
const { packSchema, mappingSchema } = runInThisContext(`(() => { ${outputFiles[0].text} return schemas; })()`);
const SCHEMAS = { "virtual:packs": packSchema, "virtual:mappings": mappingSchema };

/** Compiles a folder of YAML, checked and with what it leaves out; keeps each source with its SHA-256. */
const documents = (name) =>
  filesIn(name, ".yaml").map((source) => ({
    source,
    sha256: createHash("sha256").update(source).digest("hex"),
    document: SCHEMAS[name].parse(parse(source)),
  }));

/** One asset of the HTML report, made small, with the hash that its content security policy names it by. */
const asset = (name, loader) => {
  const { code } = transformSync(filesIn(name, `.${loader}`).join("\n"), { loader, minify: true, target: ASSETS });
  const text = code.trim();
  return { text, sha256: createHash("sha256").update(text).digest("base64") };
};
/** What a browser of some years ago understands. */
const ASSETS = ["chrome111", "firefox113", "safari16.4"];

/** Gives what a virtual module exports. */
export const compiled = (name) =>
  name === PAGE ? { style: asset(name, "css"), script: asset(name, "js") } : documents(name);

export const virtualModules = Object.keys(FOLDERS);

const compilePlugin = {
  name: "compile-virtual",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: "virtual" }));
    esbuild.onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => ({
      contents: JSON.stringify(compiled(path)),
      loader: "json",
      watchDirs: [FOLDERS[path]],
    }));
  },
};

/**
 * The database's JavaScript goes into the bundle: as a hundred files of its own it takes Node longer to read than the
 * library it leads to takes to load. The library itself stays where the package manager has put it.
 */
const nativePlugin = {
  name: "native-library",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^@duckdb\/node-bindings$/ }, ({ path }) => ({ path, namespace: "native" }));
    esbuild.onLoad({ filter: /.*/, namespace: "native" }, ({ path }) => ({
      contents: `import { createRequire } from "node:module";
export default createRequire(createRequire(import.meta.url).resolve("@duckdb/node-api"))(${JSON.stringify(path)});`,
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
    // CommonJS packages inside an ES module bundle still call `require` for Node's own modules.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [compilePlugin, nativePlugin],
  });
}
