import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { failure } from "../model/failure.ts";
import { reportSchema } from "../model/report.ts";
import type { Baseline } from "../statistics/gateCheck.ts";

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads a saved report to hold a run against.
 * @throws Failure `file-missing`, `file-unreadable`, `baseline-unreadable`.
 */
export const readBaseline = async (path: string, cwd: string): Promise<Baseline> => {
  const bytes = await readFile(resolve(cwd, path)).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT"
      ? failure("file-missing", { path })
      : failure("file-unreadable", { path, cause: error.code ?? error.message });
  });
  const document = parsed(bytes.toString("utf8").replace(/^\ufeff/, ""));
  if (document === undefined) throw failure("baseline-unreadable", { path, cause: "not JSON" });
  const read = reportSchema.safeParse(document);
  if (read.success) return { report: read.data, path, sha256: createHash("sha256").update(bytes).digest("hex") };
  const [issue] = read.error.issues;
  const where = issue?.path.map(String).join(".") ?? "";
  throw failure("baseline-unreadable", { path, cause: `${where === "" ? "" : `${where}: `}${issue?.message ?? ""}` });
};
