import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { failure } from "../model/failure.ts";
import { type Report, reportSchema } from "../model/report.ts";
import type { CliWorld } from "./world.ts";

export const STANDARD_INPUT = "-";

/**
 * Reads the text of a saved report, from a file or from standard input.
 * @throws Failure `file-missing`, `file-unreadable`.
 */
export const readReportText = async (path: string, world: CliWorld): Promise<string> => {
  if (path === STANDARD_INPUT) {
    const chunks: Buffer[] = [];
    for await (const chunk of world.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString("utf8");
  }
  try {
    return await readFile(resolve(world.cwd(), path), "utf8");
  } catch (error) {
    const cause = (error as NodeJS.ErrnoException).code ?? String(error);
    throw cause === "ENOENT" ? failure("file-missing", { path }) : failure("file-unreadable", { path, cause });
  }
};

const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

/**
 * Makes a report of the text that it was saved as.
 * @throws Failure `not-a-report`, with the first place that is not as the schema says.
 */
export const reportOf = (text: string, path: string): Report => {
  const json = parsed(text.replace(/^\ufeff/, ""));
  if (json === null) throw failure("not-a-report", { path, where: "", message: "it is no JSON" });
  const report = reportSchema.safeParse(json.value);
  if (report.success) return report.data;
  const [issue] = report.error.issues;
  throw failure("not-a-report", { path, where: issue?.path.join(".") ?? "", message: issue?.message ?? "" });
};
