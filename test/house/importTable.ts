import { posix } from "node:path";
import { codeOf, placeIn, type SourceFile } from "./source.ts";

/** The rooms of the house: the folders of src, and the one file that tells the whole way through. */
const ROOMS = [
  "model",
  "calendar",
  "ingest",
  "rules",
  "engine",
  "statistics",
  "render",
  "store",
  "generate",
  "audit.ts",
  "cli",
  "build",
] as const;
type Room = (typeof ROOMS)[number];

const STAGES = ["model", "calendar", "ingest", "rules", "engine", "statistics"] as const;

/** Who may import whom; a room may always import itself. */
const MAY_IMPORT: Readonly<Record<Room, readonly Room[]>> = {
  model: [],
  calendar: ["model"],
  ingest: ["model", "calendar"],
  rules: ["model", "calendar"],
  engine: ["model", "calendar", "rules", "ingest"],
  statistics: ["model"],
  render: ["model"],
  store: [...STAGES, "render"],
  generate: [...STAGES, "render"],
  "audit.ts": STAGES,
  cli: [...STAGES, "render", "store", "generate", "audit.ts"],
  // Runs before anything is compiled.
  build: [],
};

/**
 * What a folder of an engine may import of the others: both dialects are written by `sql`, and nothing else is shared
 * but the files beside the folders, so that two engines never agree by having one fault in common.
 */
const ENGINES: Readonly<Record<string, readonly string[]>> = {
  reference: [],
  sql: [],
  duckdb: ["sql"],
  spark: ["sql"],
};

/** The folders that alone import a package. */
const OWNERS: readonly { readonly name: RegExp; readonly folders: readonly string[] }[] = [
  { name: /^zod$/, folders: ["src/model/"] },
  { name: /^(date-fns|@date-fns\/utc)$/, folders: ["src/calendar/"] },
  { name: /^(csv-parse|iconv-lite|tinyglobby|yauzl)$/, folders: ["src/ingest/"] },
  { name: /^yaml$/, folders: ["src/rules/", "src/build/"] },
  { name: /^@duckdb\/node-api$/, folders: ["src/engine/duckdb/"] },
  { name: /^(chalk|cli-table3|d3-[a-z-]+)$/, folders: ["src/render/"] },
  { name: /^commander$/, folders: ["src/cli/"] },
  { name: /^esbuild$/, folders: ["src/build/"] },
  { name: /^virtual:packs$/, folders: ["src/rules/"] },
  { name: /^virtual:mappings$/, folders: ["src/ingest/"] },
  { name: /^virtual:page$/, folders: ["src/render/html/"] },
];

/** Node's own modules that only some may touch; the model touches none. */
const NODE_OWNERS: readonly { readonly name: RegExp; readonly folders: readonly string[] }[] = [
  {
    name: /^node:fs(\/promises)?$/,
    folders: ["src/ingest/", "src/cli/", "src/rules/yamlFile.ts", "src/store/", "src/build/"],
  },
  { name: /^node:(process|os)$/, folders: ["src/cli/", "src/build/"] },
];

/** What belongs to the world outside, and comes in through the command line or not at all. */
const WORLDLY = [/\bnew Date\b/g, /\bDate\.now\b/g, /\bMath\.random\b/g, /\bprocess\./g, /\.localeCompare\(/g];
const WORLDLY_ROOMS: ReadonlySet<Room> = new Set(["cli", "build"]);

interface Import {
  readonly specifier: string;
  readonly offset: number;
}

const STATIC = /\b(?:import|export)\s+(?:type\s+)?[\w$*{}\s,]*?\bfrom\s*["']/g;
const BARE_OR_DYNAMIC = /\bimport\s*\(?\s*["']/g;
const UNTOLD = /\bimport\s*\((?!\s*["'])/g;

/** Finds every module a source text names: import, import type, export from, import() and the import() of a type. */
export const importsOf = (text: string): readonly Import[] => {
  const code = codeOf(text);
  return [STATIC, BARE_OR_DYNAMIC].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => {
      const start = match.index + match[0].length;
      const end = code.slice(start).search(/["']/) + start;
      return { specifier: text.slice(start, end), offset: match.index };
    }),
  );
};

const roomOf = (path: string): Room | undefined => {
  const [top, name] = path.split("/");
  return top === "src" ? ROOMS.find((room) => room === name) : undefined;
};

const within = (path: string, folders: readonly string[]): boolean => folders.some((folder) => path.startsWith(folder));

const engineOf = (path: string): string | undefined => /^src\/engine\/([^/]+)\//.exec(path)?.[1];

/** Says what is wrong with one import; null where nothing is. */
const faultOf = (path: string, specifier: string): string | null => {
  const room = roomOf(path);
  if (room === undefined) return "stands in no room of the house";
  if (specifier.startsWith(".")) return relativeFault(path, room, posix.join(posix.dirname(path), specifier));
  if (specifier.startsWith("node:")) {
    if (room === "model") return `${specifier}: the model imports nothing of Node's`;
    const owner = NODE_OWNERS.find(({ name }) => name.test(specifier));
    return owner === undefined || within(path, owner.folders)
      ? null
      : `${specifier}: only ${owner.folders.join(", ")} may import it`;
  }
  const name = /^(@[^/]+\/[^/]+|virtual:[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
  const owner = OWNERS.find((one) => one.name.test(name));
  if (owner === undefined) return `${specifier}: a package that no folder owns`;
  return within(path, owner.folders) ? null : `${specifier}: only ${owner.folders.join(", ")} may import it`;
};

const relativeFault = (path: string, room: Room, target: string): string | null => {
  if (target === "package.json" && room === "cli") return null;
  const other = roomOf(target);
  if (other === undefined) return `${target}: outside of the rooms of src`;
  if (other !== room) return MAY_IMPORT[room].includes(other) ? null : `${target}: ${room} may not import ${other}`;
  const engine = engineOf(path);
  const otherEngine = engineOf(target);
  if (otherEngine === undefined || engine === otherEngine) return null;
  if (engine === undefined) return `${target}: what engines share may not import one of them`;
  return ENGINES[engine]?.includes(otherEngine) === true
    ? null
    : `${target}: engine/${engine} may not import engine/${otherEngine}`;
};

/** Lists what breaks the import table in one file, each with its place. */
export const importFaults = (file: SourceFile): readonly string[] => {
  const named = importsOf(file.text).flatMap(({ specifier, offset }) => {
    const fault = faultOf(file.path, specifier);
    return fault === null ? [] : [`${placeIn(file, offset)} imports ${fault}`];
  });
  const untold = [...codeOf(file.text).matchAll(UNTOLD)].map(
    ({ index }) => `${placeIn(file, index)} imports a module whose name is worked out: nobody can check it`,
  );
  return [...named, ...untold];
};

/** Lists where a file looks at the clock, the locale, chance or the process by itself. */
export const worldlyFaults = (file: SourceFile): readonly string[] => {
  const room = roomOf(file.path);
  if (room !== undefined && WORLDLY_ROOMS.has(room)) return [];
  const code = codeOf(file.text);
  return WORLDLY.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(
      ({ 0: word, index }) => `${placeIn(file, index)} uses ${word}: only cli and build may`,
    ),
  );
};
