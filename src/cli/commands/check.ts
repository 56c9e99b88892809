import { failure } from "../../model/failure.ts";
import type { Gate } from "../../model/gate.ts";
import { nearest } from "../../model/nearest.ts";
import { CHECK_FORMATS, type CheckFormat, checkFormatOfPath, checkRendererOf } from "../../render/check/renderer.ts";
import { verdictLine } from "../../render/check/words.ts";
import type { Style } from "../../render/style.ts";
import { incomparable } from "../../statistics/gateBaseline.ts";
import { composeCheck } from "../../statistics/gateCheck.ts";
import { type AuditOptions, runAudit } from "../auditRun.ts";
import { type BoundOptions, boundsOf } from "../bounds.ts";
import { gatesOf, requireNobody, withGates } from "../gates.ts";
import { noteBeside } from "../notes.ts";
import { finishAll, OutputFile } from "../outputFile.ts";
import { refuseOverwriting } from "../outputs.ts";
import { refusePublish } from "../publishOption.ts";
import { readBaseline } from "../readBaseline.ts";
import { appendStepSummary } from "../stepSummary.ts";
import { type CliWorld, wantsColor, widthOf, write } from "../world.ts";

export interface CheckOptions extends AuditOptions, BoundOptions {
  readonly failOn?: readonly string[];
  readonly baseline?: string;
  readonly format?: string;
  readonly output?: readonly string[];
  readonly publish?: boolean;
}

/** A check is not believed past these, unless told otherwise. */
const DEFAULT_BOUNDS = { maxRejected: "1%", maxUndetermined: "10%" } as const;

/** Standard output, where a file could be named. */
const STDOUT = "-";

interface Output {
  readonly format: CheckFormat;
  readonly path: string;
}

const asFormat = (name: string): CheckFormat => {
  const format = CHECK_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw failure("unknown-option-value", {
    option: "--format",
    value: name,
    allowed: `Formats of check are ${CHECK_FORMATS.join(", ")}.`,
    nearest: nearest(name, CHECK_FORMATS),
  });
};

/** Reads `[NAME=]FILE`; without a name the file's ending tells the format, or else `--format` does. */
const outputOf = (text: string, fallback: string | undefined): Output => {
  const named = /^([a-z]+)=(.+)$/.exec(text);
  const name = CHECK_FORMATS.find((format) => format === named?.[1]);
  if (name !== undefined && named?.[2] !== undefined) return { format: name, path: named[2] };
  const format = checkFormatOfPath(text) ?? (fallback === undefined ? null : asFormat(fallback));
  if (format === null) throw failure("unknown-format", { path: text, formats: CHECK_FORMATS });
  return { format, path: text };
};

/**
 * Runs `cancellog check`: the run of `report`, and gates on top. Returns 0 where every gate was decided and none is
 * crossed, 1 where one is, 2 where anything could not be decided.
 */
export const checkCommand = async (
  files: readonly string[],
  options: CheckOptions,
  world: CliWorld,
): Promise<number> => {
  refusePublish(options, "check");
  const cwd = world.cwd();
  const outputs = (options.output ?? [`${asFormat(options.format ?? "text")}=${STDOUT}`]).map((text) =>
    outputOf(text, options.format),
  );
  const limits = boundsOf(options, DEFAULT_BOUNDS);
  const baseline = options.baseline === undefined ? null : await readBaseline(options.baseline, cwd);
  let gates: readonly Gate[] = [];
  const paths = outputs.map(({ path }) => path);
  const nothingElse = { outputs: [], stdout: "text" } as const;
  const run = await runAudit(
    files,
    options,
    world,
    (inputs, rowFiles) => refuseOverwriting(inputs, nothingElse, [...paths, ...rowFiles], cwd, [options.pseudonymize]),
    (request) => {
      gates = gatesOf(options.failOn, request);
      return withGates(request, gates);
    },
  );
  requireNobody(gates, run.audit);
  const { report } = run.audit;
  const difference = baseline === null ? null : incomparable(report, baseline.report, gates);
  if (baseline !== null && difference !== null)
    throw failure("baseline-differs", { path: baseline.path, what: difference });
  const check = composeCheck(report, gates, limits, baseline);
  run.finishFindings();

  const style = (color: boolean, width: number): Style => ({ color, width, verbose: options.verbose === true });
  const written: OutputFile[] = [];
  for (const { format, path } of outputs.filter((output) => output.path !== STDOUT)) {
    const file = new OutputFile(path, cwd);
    file.write((await checkRendererOf(format))(check, report, style(false, 100)));
    written.push(file);
  }
  finishAll(written);
  if (outputs.some(({ format }) => format === "github"))
    appendStepSummary((await import("../../render/check/summary.ts")).checkSummary(check), world);
  if (options.quiet !== true) await noteBeside(world, run.ignored, options);
  const shown = outputs.find(({ path }) => path === STDOUT);
  if (shown !== undefined) {
    const color = wantsColor(world, "stdout", options.color === false);
    await write(world.stdout, (await checkRendererOf(shown.format))(check, report, style(color, widthOf(world))));
  } else if (options.quiet !== true) await write(world.stderr, `${verdictLine(check)}\n`);
  return check.exitCode;
};
