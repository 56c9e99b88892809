import { resolve } from "node:path";
import { expandExports } from "../../ingest/expand.ts";
import { inspectAll } from "../../ingest/inspect.ts";
import { failure } from "../../model/failure.ts";
import type { FieldName } from "../../model/fields.ts";
import type { Inspection } from "../../model/inspect.ts";
import { INSPECT_OPTIONS } from "../../model/runOptions.ts";
import { inspectionJson } from "../../render/inspect/json.ts";
import { inspectionText } from "../../render/inspect/text.ts";
import type { Style } from "../../render/style.ts";
import { silentRules } from "../../rules/silent.ts";
import { OutputFile } from "../outputFile.ts";
import { progressOn } from "../progress.ts";
import { readOptional } from "../readOption.ts";
import { type RawOptions, settle } from "../settle.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, wantsColor, widthOf, write } from "../world.ts";

export interface InspectOptions extends RawOptions {
  readonly format?: string;
  readonly output?: string;
  readonly sample?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly progress?: boolean;
}

/** What an inspection can be written as; the first where nothing else is asked for. */
const FORMATS = ["text", "json"] as const;
type Format = (typeof FORMATS)[number];

const formatOfPath = (path: string): Format | null =>
  /\.json$/i.test(path) ? "json" : /\.txt$/i.test(path) ? "text" : null;

const RENDERERS: Readonly<Record<Format, (inspection: Inspection, style: Style) => string>> = {
  text: inspectionText,
  json: inspectionJson,
};

const isMapped = ({ lacking, ambiguous, columns }: Inspection["layouts"][number]): readonly FieldName[] => [
  ...columns.flatMap(({ field }) => field ?? []),
  // A required column that is named before a run is there when it runs.
  ...lacking.map(({ field }) => field),
  ...ambiguous.map(({ field }) => field),
];

/** Runs `cancellog inspect`: reads, tells how the files were understood, and runs no rule. */
export const inspectCommand = async (
  files: readonly string[],
  options: InspectOptions,
  world: CliWorld,
): Promise<number> => {
  const cwd = world.cwd();
  const { output } = options;
  const asked = readOptional("--format", INSPECT_OPTIONS["--format"], options.format);
  const format = asked ?? (output === undefined ? null : formatOfPath(output)) ?? FORMATS[0];
  const sample = readOptional("--sample", INSPECT_OPTIONS["--sample"], options.sample) ?? null;
  const { inputs, ignored } = await expandExports(files, cwd, "inspect");
  if (output !== undefined && inputs.some(({ file }) => file !== null && resolve(cwd, file) === resolve(cwd, output)))
    throw failure("output-exists-as-input", { path: output });
  const { request, maxBytes } = await settle(inputs, options, TOOL, cwd);
  const progress = progressOn(world, inputs, options.quiet === true || options.progress === false);
  const onRead = progress.read;
  const gathered = await inspectAll(inputs, request.reading, sample, { stdin: world.stdin, maxBytes, onRead }).finally(
    progress.clear,
  );
  const packs = request.plan.packs.map(({ pack }) => pack);
  const inspection: Inspection = {
    schema: "cancellog.inspect/1",
    tool: TOOL,
    packs: packs.map(({ id, version }) => ({ id, version })),
    sample,
    ...gathered,
    silent: [...silentRules(packs, new Set(gathered.layouts.flatMap(isMapped)))],
  };
  const color = output === undefined && wantsColor(world, "stdout", options.color === false);
  const text = RENDERERS[format](inspection, {
    color,
    width: output === undefined ? widthOf(world) : 100,
    verbose: false,
  });
  if (output === undefined) await write(world.stdout, text);
  else {
    const file = new OutputFile(output, cwd);
    file.write(text);
    file.finish();
  }
  if (options.quiet !== true && ignored.length > 0)
    await write(world.stderr, `note: not read, since they do not end like an export: ${ignored.join(", ")}\n`);
  return gathered.needs.some(({ code }) => code === "unreadable") ? EXIT.failed : EXIT.done;
};
