import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { parseIsoDate } from "../calendar/civil.ts";
import { failure } from "../model/failure.ts";
import { packSchema } from "../model/pack.ts";
import type { Pack } from "../model/rule.ts";
import { packOf } from "./packDocument.ts";

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
 * Reads a rule pack from YAML text.
 * @throws Failure `pack-error` with file, line and column of the first fault.
 */
export const parsePack = (source: string, path: string): Pack => {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const fail = (offset: number, where: string, message: string) => {
    const { line, col } = lines.linePos(offset);
    return failure("pack-error", { path, line, column: col, where, message: message.replace(/\.$/, "") });
  };
  const [fault] = document.errors;
  if (fault !== undefined) throw fail(fault.pos[0], "", fault.message);
  const parsed = packSchema.safeParse(document.toJS({ maxAliasCount: 1000 }));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const unknown = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
    throw fail(placeOf(document, unknown), shown(issue?.path ?? []), issue?.message ?? "not a rule pack");
  }
  parsed.data.rules.forEach(({ effective }, i) => {
    for (const end of ["from", "to"] as const)
      if (effective[end] !== null && parseIsoDate(effective[end]) === null) {
        const at = ["rules", i, "effective", end];
        throw fail(placeOf(document, at), shown(at), `${effective[end]} is no date of the calendar`);
      }
  });
  return packOf(parsed.data, createHash("sha256").update(source).digest("hex"));
};

/**
 * Reads a rule pack of the user's own.
 * @throws Failure `file-missing`, `file-unreadable` or `pack-error`.
 */
export const readPackFile = async (path: string, cwd: string): Promise<Pack> => {
  const source = await readFile(resolve(cwd, path), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? failure("file-missing", { path })
      : failure("file-unreadable", { path, cause: error.code ?? error.message });
  });
  return parsePack(source.replace(/^\uFEFF/, ""), path);
};
