import { access, constants, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { failure } from "../model/failure.ts";
import { type Issue, keysAt, type Schema } from "../model/schema.ts";
import { badAliasOf } from "./yamlAliases.ts";
import { syntaxWords, wordsOf } from "./yamlWords.ts";

type Path = readonly PropertyKey[];

/** Finds where in the YAML a path of the document stands; the nearest parent where the key itself is missing. */
const placeOf = (document: Document.Parsed, path: Path): number => {
  let node: unknown = document.contents;
  let offset = (document.contents?.range ?? [0])[0];
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
};

const shown = (path: Path): string => path.map(String).join(".");

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], data);

/** Of a choice of forms, picks the one whose complaint is about what was written. */
const telling = (issue: Issue): Issue => {
  if (issue.code !== "invalid_union") return issue;
  const inner = issue.errors.flat();
  const best = inner.find(({ code }) => code === "custom") ?? inner.find(({ path }) => path.length > 0) ?? inner[0];
  return best === undefined ? issue : telling({ ...best, path: [...issue.path, ...best.path] });
};

/** A mistyped key comes before the one that is missing for it. */
const byTelling = (issues: readonly Issue[]): readonly Issue[] => [
  ...issues.filter(({ code }) => code === "unrecognized_keys"),
  ...issues.filter(({ code }) => code !== "unrecognized_keys"),
];

/** One thing wrong with a YAML document, and where: lines and columns from 1, `where` the path of keys. */
export interface PlacedFault {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly where: string;
  readonly message: string;
}

/** What reading a YAML document by a schema came to: the data, or all that is wrong, the most telling first. */
export type Reading<T> =
  | { readonly data: T; readonly faults: null }
  | { readonly data: null; readonly faults: readonly PlacedFault[] };

/** Where a path of a YAML document stands. */
export type PlaceOf = (path: Path) => { readonly line: number; readonly column: number };

/** A YAML document, opened: what it holds, and where. */
export interface OpenYaml {
  readonly path: string;
  /** What it holds; undefined where it is no YAML. */
  readonly value: unknown;
  readonly place: (at: Path, message: string) => PlacedFault;
  /** Where a path of it stands, or the nearest that does. */
  readonly placeOf: PlaceOf;
  /** Reads it by a schema. */
  readonly read: <T>(schema: Schema<T>, what: string) => Reading<T>;
}

/** What the `schema` of one of our documents is. */
const OTHER_DOCUMENT = /^cancellog\.\w+\/\d+$/;

const MOST_ALIASES = 1000;

/** Puts what aliases stand for in their place; null where that comes to more than a file could mean. */
const unfolded = (document: Document.Parsed): { readonly value: unknown } | null => {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    // The library's word for an alias count that grows without bound; the aliases themselves were looked at before.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
};

/** Opens a YAML document; nothing is thrown, whatever it holds. */
export const openYaml = (source: string, path: string): OpenYaml => {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const fault = (offset: number, where: string, message: string): PlacedFault => {
    const { line, col } = lines.linePos(offset);
    return { path, line, column: col, where, message: message.replace(/\.$/, "") };
  };
  const place = (at: Path, message: string) => fault(placeOf(document, at), shown(at), message);
  const lineOf: PlaceOf = (at) => {
    const { line, col } = lines.linePos(placeOf(document, at));
    return { line, column: col };
  };
  const unread = (offset: number, message: string): OpenYaml => {
    const faults = [fault(offset, "", message)];
    return { path, value: undefined, place, placeOf: lineOf, read: () => ({ data: null, faults }) };
  };
  const [broken] = document.errors;
  if (broken !== undefined) return unread(broken.pos[0], syntaxWords(broken.code, broken.message));
  const alias = badAliasOf(document);
  if (alias !== null) return unread(alias.offset, alias.message);
  const whole = unfolded(document);
  if (whole === null) return unread(0, `its aliases (*name) stand for more than ${MOST_ALIASES} pieces`);
  const { value } = whole;
  const read = <T>(schema: Schema<T>, what: string): Reading<T> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { data: parsed.data, faults: null };
    // Whatever else is wrong with a document of another kind follows from that.
    const { issues } = parsed.error;
    const other = OTHER_DOCUMENT.test(String(valueAt(value, ["schema"])))
      ? issues.filter(({ path: at }) => at.length === 1 && at[0] === "schema")
      : [];
    const faults = byTelling((other.length > 0 ? other : issues).map(telling)).map((issue) => {
      const isKey = issue.code === "unrecognized_keys";
      const at = isKey ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
      const keys = isKey ? keysAt(schema, issue.path) : [];
      return fault(placeOf(document, at), shown(issue.path), wordsOf(issue, valueAt(value, issue.path), keys, what));
    });
    return { data: null, faults };
  };
  return { path, value, place, placeOf: lineOf, read };
};

/** Throws the first of some faults, if there is one. */
export const refuseFirst = (faults: readonly PlacedFault[]): void => {
  const [first] = faults;
  if (first !== undefined) throw failure("pack-error", first);
};

/**
 * Reads a YAML document by its schema.
 * @throws Failure `pack-error` with file, line and column of the first fault.
 */
export const parseYaml = <T>(source: string, path: string, schema: Schema<T>, what: string): T => {
  const { data, faults } = openYaml(source, path).read(schema, what);
  if (faults === null) return data;
  refuseFirst(faults);
  throw new Error(`${path} cannot be read, and nothing says why`);
};

/** Says whether a file of the user's can be read. */
export const isReadable = (path: string, cwd: string): Promise<boolean> =>
  access(resolve(cwd, path), constants.R_OK).then(
    () => true,
    () => false,
  );

/**
 * Reads a text file of the user's.
 * @throws Failure `file-missing`, `file-unreadable`.
 */
export const readText = async (path: string, cwd: string): Promise<string> => {
  const text = await readFile(resolve(cwd, path), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? failure("file-missing", { path })
      : failure("file-unreadable", { path, cause: error.code ?? error.message });
  });
  return text.replace(/^\uFEFF/, "");
};
