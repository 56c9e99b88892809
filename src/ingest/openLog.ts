import { failure } from "../model/failure.ts";
import type { FieldName } from "../model/fields.ts";
import { nearest } from "../model/nearest.ts";
import type { Dialect } from "../model/source.ts";
import type { Converted } from "./converted.ts";
import type { Encoding } from "./encoding.ts";
import { OpenInput } from "./head.ts";
import type { Understanding } from "./headerCandidate.ts";
import type { Input } from "./input.ts";
import type { World } from "./open.ts";
import type { ReadPlan } from "./readRecord.ts";
import { type Understood, understand } from "./understand.ts";

/** All that a run says of its sources. */
export interface SourcePlan extends ReadPlan, Understanding {
  readonly encoding: Encoding | undefined;
  /** Of the columns, those that a pack asks for, each with what to call the asker; options ask for the others. */
  readonly columnsAskedBy?: Readonly<Record<string, string>>;
}

/** One source, opened and understood, and not yet read. */
export interface UnderstoodInput {
  readonly open: OpenInput;
  readonly understood: Understood;
}

/**
 * Understands every source before the first is read, so that a run that cannot succeed says so at once. A source
 * without a header may take that of another.
 * @throws Failure of opening and understanding.
 */
export const understandAll = async (
  inputs: readonly Input[],
  plan: SourcePlan,
  world: World,
): Promise<readonly UnderstoodInput[]> => {
  const opened: OpenInput[] = [];
  for (const input of inputs) opened.push(await OpenInput.open(input, world, plan.encoding));
  let first: UnderstoodInput | null = null;
  for (const open of opened) first ??= tryUnderstand(open, plan);
  // What is understood by itself is what it is beside another.
  const sibling = first?.understood.dialect ?? null;
  return opened.map((open) =>
    open === first?.open ? first : { open, understood: understand(open.head, plan, sibling) },
  );
};

const tryUnderstand = (open: OpenInput, plan: SourcePlan): UnderstoodInput | null => {
  try {
    return { open, understood: understand(open.head, plan, null) };
  } catch {
    // Told where it is understood for good, or mended by another source's header.
    return null;
  }
};

/** Columns that options ask for must be somewhere in the log; a mistyped one must not look like an empty one. */
export const requireAskedColumns = (
  { columns: asked, columnsAskedBy }: SourcePlan,
  dialects: readonly Pick<Dialect, "columns">[],
): void => {
  const byPack = new Map(Object.entries(columnsAskedBy ?? {}));
  const columns = [...new Set(dialects.flatMap((dialect) => dialect.columns))].filter((column) => column !== "");
  for (const name of asked)
    if (!columns.includes(name))
      throw failure("unknown-column", {
        option: byPack.get(name) ?? "--by, --where or --fail-on",
        name,
        columns,
        nearest: nearest(name, columns),
      });
};

/** The sources of a run, understood and not yet read. */
export interface OpenLog {
  readonly sources: readonly UnderstoodInput[];
  readonly plan: SourcePlan;
  /** Fields that at least one source has a column for. */
  readonly mapped: ReadonlySet<FieldName>;
  /** The log was converted before, and is read from there; it then has no `sources` to read. */
  readonly converted?: Converted;
}

/**
 * Opens the sources of a run as one log.
 * @throws Failure where a source cannot be understood, or a column is asked for that none of them has.
 */
export const openLog = async (inputs: readonly Input[], plan: SourcePlan, world: World): Promise<OpenLog> => {
  const sources = await understandAll(inputs, plan, world);
  const dialects = sources.map((one) => one.understood.dialect);
  requireAskedColumns(plan, dialects);
  return { sources, plan, mapped: new Set(dialects.flatMap((dialect) => [...dialect.mapped.keys()])) };
};
