import { createHash } from "node:crypto";
import { failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { COMPARE_FORMATS, type CompareFormat, compareRendererOf } from "../../render/compare/renderer.ts";
import { formatOfPath } from "../../render/renderer.ts";
import { incompatible } from "../../statistics/comparable.ts";
import { type Compared, composeCompare } from "../../statistics/compare.ts";
import { type AuditOptions, runAudit } from "../auditRun.ts";
import { type BoundOptions, boundsOf, requireWithin } from "../bounds.ts";
import { noteBeside } from "../notes.ts";
import { finishAll, OutputFile } from "../outputFile.ts";
import { refuseOverwriting } from "../outputs.ts";
import { refusePublish } from "../publishOption.ts";
import { readReportText, reportOf } from "../readReport.ts";
import { TOOL } from "../tool.ts";
import { type CliWorld, EXIT, wantsColor, widthOf, write } from "../world.ts";

export interface CompareOptions extends AuditOptions, BoundOptions {
  readonly baseFrom?: string;
  readonly baseTo?: string;
  readonly baseAsOf?: string;
  readonly format?: string;
  readonly output?: readonly string[];
  readonly publish?: boolean;
  /** The options on how exports are read that the command line itself gives. */
  readonly given?: readonly string[];
}

const FILE_WIDTH = 100;

const asFormat = (name: string): CompareFormat => {
  const format = COMPARE_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw failure("unknown-option-value", {
    option: "--format",
    value: name,
    allowed: `Formats are ${COMPARE_FORMATS.join(", ")}.`,
    nearest: nearest(name, COMPARE_FORMATS),
  });
};

interface Output {
  readonly format: CompareFormat;
  readonly path: string;
}

const outputOf = (text: string, fallback: string | undefined): Output => {
  const named = /^([a-z]+)=(.+)$/.exec(text);
  const name = COMPARE_FORMATS.find((format) => format === named?.[1]);
  if (name !== undefined && named?.[2] !== undefined) return { format: name, path: named[2] };
  const ending = formatOfPath(text);
  const format = COMPARE_FORMATS.find((one) => one === ending) ?? (fallback === undefined ? null : asFormat(fallback));
  if (format === null) throw failure("unknown-format", { path: text, formats: COMPARE_FORMATS });
  return { format, path: text };
};

/** A saved report ends in .json; whatever else is named is an export. */
const isSaved = (path: string): boolean => /\.json$/i.test(path);

/** Options that are the base's own where they are given. */
const ofBase = (options: CompareOptions): CompareOptions => {
  const { baseFrom, baseTo, baseAsOf } = options;
  return {
    ...options,
    ...(baseFrom === undefined ? {} : { from: baseFrom }),
    ...(baseTo === undefined ? {} : { to: baseTo }),
    ...(baseAsOf === undefined ? {} : { asOf: baseAsOf }),
  };
};

/**
 * Refuses options that nothing would heed: a figure that somebody believes restricted to a month, and is not, is worse
 * than none.
 */
const requireHeeded = (base: string, current: string, given: readonly string[]): void => {
  const [first] = given;
  if (isSaved(base) && isSaved(current) && first !== undefined) throw failure("options-of-saved", { option: first });
  const own = given.find((option) => option.startsWith("--base-"));
  if (isSaved(base) && own !== undefined) throw failure("option-of-base", { option: own, path: base });
};

const readSide = async (
  path: string,
  options: CompareOptions,
  world: CliWorld,
  outputs: readonly Output[],
): Promise<Compared> => {
  const paths = outputs.map((output) => output.path);
  const nothingElse = { outputs: [], stdout: "text" } as const;
  if (isSaved(path)) {
    refuseOverwriting([path], nothingElse, paths, world.cwd());
    const text = await readReportText(path, world);
    return { report: reportOf(text, path), path, sha256: createHash("sha256").update(text).digest("hex") };
  }
  const run = await runAudit([path], options, world, (inputs) =>
    refuseOverwriting(inputs, nothingElse, paths, world.cwd()),
  );
  requireWithin(run.audit.report, boundsOf(options));
  if (options.quiet !== true) await noteBeside(world, run.ignored, {});
  return { report: run.audit.report, path, sha256: null };
};

/**
 * Runs `cancellog compare`: holds two reports against each other, each saved or made of exports now.
 * @throws Failure where either cannot be had, or the two cannot be compared.
 */
export const compareCommand = async (
  basePath: string,
  currentPath: string,
  options: CompareOptions,
  world: CliWorld,
): Promise<number> => {
  refusePublish(options, "compare");
  const outputs = (options.output ?? []).map((text) => outputOf(text, options.format));
  const shown = asFormat(options.format ?? "text");
  requireHeeded(basePath, currentPath, options.given ?? []);
  const base = await readSide(basePath, ofBase(options), world, outputs);
  const current = await readSide(currentPath, options, world, outputs);
  const what = incompatible(base.report, current.report);
  if (what !== null) throw failure("not-comparable", { base: basePath, current: currentPath, what });
  const compare = composeCompare(base, current, TOOL);

  const verbose = options.verbose === true;
  const written: OutputFile[] = [];
  for (const { format, path } of outputs) {
    const file = new OutputFile(path, world.cwd());
    file.write((await compareRendererOf(format))(compare, { color: false, width: FILE_WIDTH, verbose }));
    written.push(file);
  }
  finishAll(written);
  if (outputs.length > 0) return EXIT.done;
  const color = wantsColor(world, "stdout", options.color === false);
  await write(world.stdout, (await compareRendererOf(shown))(compare, { color, width: widthOf(world), verbose }));
  return EXIT.done;
};
