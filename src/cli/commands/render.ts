import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { failure } from "../../model/failure.ts";
import { type Report, reportSchema } from "../../model/report.ts";
import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { type CliWorld, EXIT } from "../world.ts";

const STANDARD_INPUT = "-";

const textOf = async (path: string, world: CliWorld): Promise<string> => {
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
 * Reads a saved report.
 * @throws Failure `not-a-report`, with the first place that is not as the schema says.
 */
export const readReport = async (path: string, world: CliWorld): Promise<Report> => {
  const json = parsed((await textOf(path, world)).replace(/^\ufeff/, ""));
  if (json === null) throw failure("not-a-report", { path, where: "", message: "it is no JSON" });
  const report = reportSchema.safeParse(json.value);
  if (report.success) return report.data;
  const [issue] = report.error.issues;
  throw failure("not-a-report", { path, where: issue?.path.join(".") ?? "", message: issue?.message ?? "" });
};

/** Runs `cancellog render`: a saved report in any other form, without the data. */
export const renderCommand = async (path: string, options: OutputOptions, world: CliWorld): Promise<number> => {
  const destinations = readDestinations(options);
  refuseOverwriting(path === STANDARD_INPUT ? [] : [path], destinations, [], world.cwd());
  await writeReport(await readReport(path, world), destinations, options, world);
  return EXIT.done;
};
