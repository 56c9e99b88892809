import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { failure } from "../model/failure.ts";
import type { Issue, Schema } from "../model/schema.ts";

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

/**
 * Picks the issue that tells most: a mistyped key before the one that is missing for it, and of a choice of forms the
 * one whose complaint is about what was written.
 */
const tellingIssue = (issues: readonly Issue[]): Issue | undefined => {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue?.code !== "invalid_union") return issue;
  const inner = issue.errors.flat();
  const telling = inner.find(({ code }) => code === "custom") ?? inner.find(({ path }) => path.length > 0) ?? inner[0];
  return telling === undefined ? issue : { ...telling, path: [...issue.path, ...telling.path] };
};

/** A fault in a YAML document: where in it, and what is wrong. */
export type Fault = (path: Path, message: string) => Error;

/** Where a path of a YAML document stands. */
export type PlaceOf = (path: Path) => { readonly line: number; readonly column: number };

/**
 * Reads a YAML document by its schema; `check` may find further faults in what it holds.
 * @throws Failure `pack-error` with file, line and column of the first fault.
 */
export const parseYaml = <T>(
  source: string,
  path: string,
  schema: Schema<T>,
  what: string,
  check: (data: T, fault: Fault, place: PlaceOf) => void = () => {},
): T => {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const fail = (offset: number, where: string, message: string) => {
    const { line, col } = lines.linePos(offset);
    return failure("pack-error", { path, line, column: col, where, message: message.replace(/\.$/, "") });
  };
  const [fault] = document.errors;
  if (fault !== undefined) throw fail(fault.pos[0], "", fault.message);
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 1000 }));
  if (!parsed.success) {
    const issue = tellingIssue(parsed.error.issues);
    const at = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
    throw fail(placeOf(document, at), shown(issue?.path ?? []), issue?.message ?? `not ${what}`);
  }
  const place: PlaceOf = (at) => {
    const { line, col } = lines.linePos(placeOf(document, at));
    return { line, column: col };
  };
  check(parsed.data, (at, message) => fail(placeOf(document, at), shown(at), message), place);
  return parsed.data;
};

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
