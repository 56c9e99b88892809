import { resolve } from "node:path";
import { provenance, type Request } from "../../audit.ts";
import { requireScope } from "../../engine/dimensions.ts";
import { explainLog } from "../../engine/reference/explain/explain.ts";
import { expandInputs } from "../../ingest/expand.ts";
import type { World } from "../../ingest/open.ts";
import { openLog } from "../../ingest/openLog.ts";
import type { Explanation } from "../../model/explain.ts";
import { failure } from "../../model/failure.ts";
import { EXPLAIN_OPTIONS, type ExplainFormat } from "../../model/runOptions.ts";
import { explanationJson } from "../../render/explain/json.ts";
import { explanationMarkdown } from "../../render/explain/markdown.ts";
import { explanationText } from "../../render/explain/text.ts";
import type { Style } from "../../render/style.ts";
import { noteBeside } from "../notes.ts";
import { OutputFile } from "../outputFile.ts";
import { progressOn } from "../progress.ts";
import { refusePublish } from "../publishOption.ts";
import { readOptional } from "../readOption.ts";
import { type RawOptions, settle } from "../settle.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, wantsColor, widthOf, write } from "../world.ts";

export interface ExplainOptions extends RawOptions {
  readonly appointment?: readonly string[];
  readonly format?: string;
  readonly output?: string;
  readonly publish?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly progress?: boolean;
}

const RENDERERS: Readonly<Record<ExplainFormat, (explanation: Explanation, style: Style) => string>> = {
  text: explanationText,
  json: explanationJson,
  markdown: explanationMarkdown,
};

const ENDINGS: Readonly<Record<string, ExplainFormat>> = { json: "json", md: "markdown", markdown: "markdown" };
/** Columns of a text that is written to a file. */
const FILE_WIDTH = 100;

const formatOf = ({ format, output }: ExplainOptions): ExplainFormat => {
  const asked = readOptional("--format", EXPLAIN_OPTIONS["--format"], format);
  const ending = /\.([a-z]+)$/i.exec(output ?? "")?.[1]?.toLowerCase() ?? "";
  return asked ?? ENDINGS[ending] ?? "text";
};

/**
 * Explains appointments of a log by the options of a run.
 * @throws Failure where the run itself would fail.
 */
export const explain = async (request: Request, ids: readonly string[], world: World): Promise<Explanation> => {
  const log = await openLog(request.inputs, request.reading, world);
  requireScope(request.plan.scope, log.mapped);
  const { sources, ...told } = await explainLog(log, { ...request.plan, dimensions: [] }, ids);
  const engine = { name: "reference", version: TOOL.version } as const;
  const { tool, packs, scope, options, inputs } = provenance(request, engine, sources);
  const { synthetic, asOf, asOfFrom, appointments, rules, notFound } = told;
  const { link } = request.plan;
  return {
    schema: "cancellog.explain/1",
    tool,
    engine,
    synthetic,
    packs,
    asOf,
    asOfFrom,
    link,
    scope,
    options,
    inputs,
    appointments,
    rules,
    notFound,
  };
};

/** Runs `cancellog explain`: tells of each id asked for what the log says of it, and how every rule judged it. */
export const explainCommand = async (
  files: readonly string[],
  options: ExplainOptions,
  world: CliWorld,
): Promise<number> => {
  refusePublish(options, "explain");
  const ids = (options.appointment ?? []).map((id) => id.trim()).filter((id) => id !== "");
  if (ids.length === 0) throw failure("no-appointment-asked", { option: "--appointment" });
  const format = formatOf(options);
  const { output } = options;
  const cwd = world.cwd();
  const { inputs, ignored } = await expandInputs(files, cwd);
  if (output !== undefined && inputs.some(({ file }) => file !== null && resolve(cwd, file) === resolve(cwd, output)))
    throw failure("output-exists-as-input", { path: output });
  const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
  const progress = progressOn(world, inputs, options.quiet === true || options.progress === false);
  const told = await explain(request, ids, { stdin: world.stdin, maxBytes, onRead: progress.read }).finally(
    progress.clear,
  );
  const unknown = notFoundFailure(told);
  if (unknown !== null && told.appointments.length === 0) throw unknown;
  const toFile = output !== undefined;
  const text = RENDERERS[format](told, {
    color: !toFile && wantsColor(world, "stdout", options.color === false),
    width: toFile ? FILE_WIDTH : widthOf(world),
    verbose: false,
  });
  if (toFile) {
    const file = new OutputFile(output, cwd);
    file.write(text);
    file.finish();
  } else await write(world.stdout, text);
  if (options.quiet !== true) await noteBeside(world, ignored, {});
  if (unknown !== null) throw unknown;
  return told.appointments.some(({ state }) => state === "refused") ? EXIT.failed : EXIT.done;
};

const notFoundFailure = ({ notFound, inputs }: Explanation): Error | null =>
  notFound.length === 0
    ? null
    : failure("unknown-appointment", {
        ids: notFound.map(({ asked }) => asked),
        records: inputs.reduce((sum, { records }) => sum + records, 0),
        nearest: notFound.flatMap(({ nearest }) => nearest ?? []),
      });
