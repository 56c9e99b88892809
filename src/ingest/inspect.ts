import { failure } from "../model/failure.ts";
import type { InspectedFile, Inspection, Need } from "../model/inspect.ts";
import type { Dialect } from "../model/source.ts";
import { looksLikeData } from "./dataRow.ts";
import { DateOrders } from "./dateOrder.ts";
import { OpenInput } from "./head.ts";
import { surveyHeader } from "./header.ts";
import type { Input } from "./input.ts";
import { LayoutCount } from "./inspectLayout.ts";
import { draftMappings } from "./inspectMapping.ts";
import { needsOf } from "./inspectNeeds.ts";
import { Troubles } from "./inspectProblems.ts";
import { LineEnds } from "./lineEnds.ts";
import type { World } from "./open.ts";
import type { SourcePlan } from "./openLog.ts";
import { readSource, type Sinks } from "./readSource.ts";
import { type SkipKind, survey, type Understood, understand } from "./understand.ts";
import { UtcMidnights } from "./utcMidnights.ts";

/** What the files themselves tell; the packs say the rest. */
export type Gathered = Pick<
  Inspection,
  "assessable" | "needs" | "files" | "layouts" | "problems" | "rejects" | "mappings"
>;

/**
 * Reads exports as a report would, and tells how they were understood instead of judging them. A file that cannot be
 * read is a need among others; where none can be read, its failure is thrown.
 * @throws Failure of opening, where no file can be read.
 */
export const inspectAll = async (
  inputs: readonly Input[],
  plan: SourcePlan,
  sample: number | null,
  world: World,
): Promise<Gathered> => {
  const run = new InspectionRun(inputs, plan, sample, world);
  await run.findSibling();
  for (const [index, input] of inputs.entries()) await run.read(input, index);
  return run.tell();
};

/** Says that an error is the user's, to be told of its file and no more. */
const isFailure = (error: unknown): error is Error => error instanceof Error && error.name === "Failure";

/**
 * Takes the names from columns whose header looks like a record: it is somebody's, and names nothing. They are known by
 * their place from then on.
 */
const namedByHeader = (understood: Understood): Understood => {
  const { dialect, mapping } = understood;
  if (!looksLikeData(dialect.columns)) return understood;
  const columns = dialect.columns.map(() => "");
  const { mapped } = surveyHeader(columns, mapping);
  return { ...understood, dialect: { ...dialect, columns, mapped, headerRows: [] } };
};

class InspectionRun {
  readonly #layouts = new Map<string, LayoutCount>();
  readonly #files: InspectedFile[] = [];
  readonly #unreadable: { readonly need: Need; readonly error: Error }[] = [];
  readonly #troubles = new Troubles();
  readonly #proofs = { orders: new DateOrders(), midnights: new UtcMidnights() };
  /** Standard input, opened on the way to the sibling: it cannot be opened twice. */
  readonly #opened = new Map<Input, OpenInput>();
  #sibling: Dialect | null = null;

  constructor(
    readonly inputs: readonly Input[],
    readonly plan: SourcePlan,
    readonly sample: number | null,
    readonly world: World,
  ) {}

  /** Finds the first source with a header of its own, which another one without may take. */
  async findSibling(): Promise<void> {
    for (const input of this.inputs) {
      try {
        const open = await OpenInput.open(input, this.world, this.plan.encoding);
        if (input.file === null || input.once === true) this.#opened.set(input, open);
        this.#sibling = understand(open.head, this.plan, null).dialect;
        return;
      } catch (error) {
        // Told of where the file is read for good.
        if (!isFailure(error)) throw error;
      }
    }
  }

  /** Reads one source into the layout it has. */
  async read(input: Input, index: number): Promise<void> {
    try {
      const open = this.#opened.get(input) ?? (await OpenInput.open(input, this.world, this.plan.encoding));
      this.#opened.delete(input);
      await this.#readOpen(open, namedByHeader(survey(open.head, this.plan, this.#sibling)), index);
    } catch (error) {
      if (!isFailure(error)) throw error;
      const need: Need = { code: "unreadable", blocking: true, path: input.path, message: error.message };
      this.#unreadable.push({ need, error });
    }
  }

  async #readOpen(open: OpenInput, understood: Understood, index: number): Promise<void> {
    const layout = this.#layoutOf(understood);
    const { dialect } = understood;
    const lineEnds = new LineEnds();
    const skipped: Record<SkipKind, number> = { blank: 0, title: 0, total: 0, "repeated-header": 0, sep: 0 };
    let records = 0;
    let rejected = 0;
    const lacks = new Set(layout.lacking.map((field) => `missing:${field}`));
    const sinks: Sinks = {
      cells: (cells) => layout.take(cells),
      record: ({ flaws, place }) => {
        records++;
        for (const flaw of flaws ?? []) this.#troubles.flaw(flaw, place);
      },
      reject: ({ reason, place }) => {
        records++;
        // For want of the column, which is said once and not of every record.
        if (lacks.has(reason)) return;
        rejected++;
        this.#troubles.reject(reason, place);
      },
      skip: (kind) => {
        skipped[kind]++;
      },
      enough: () => this.sample !== null && records >= this.sample,
    };
    const { path } = open.head.input;
    if (dialect.headerLine === null)
      this.#troubles.flaw({ code: "borrowed-header", field: null }, { source: index, record: 0, line: 1 });
    const body = open.body();
    const watched = { ...body, chunks: lineEnds.watch(body.chunks) };
    try {
      await readSource(path, index, understood, watched, this.plan, this.#proofs, sinks);
    } finally {
      layout.files++;
      layout.records += records;
      this.#files.push({
        path,
        layout: [...this.#layouts.values()].indexOf(layout),
        encoding: dialect.encoding,
        lineEnds: lineEnds.counts,
        headerLine: dialect.headerLine,
        before: understood.skipped.map(({ line, kind }) => ({ line, kind: kind as "blank" | "title" | "sep" })),
        records,
        rejected,
        skipped,
      });
    }
  }

  #layoutOf(understood: Understood): LayoutCount {
    const { columns, delimiter, escapedBy, width, headerRows } = understood.dialect;
    const key = JSON.stringify([columns, delimiter, escapedBy, width, headerRows.length, understood.mapping?.sha256]);
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const layout = new LayoutCount(understood, this.plan);
    this.#layouts.set(key, layout);
    return layout;
  }

  /** Tells what was read; throws where nothing was. */
  tell(): Gathered {
    const [first] = this.#unreadable;
    if (this.#files.length === 0) throw first?.error ?? failure("header-only", { paths: [] });
    const pathOf = (source: number): string => this.inputs[source]?.path ?? "";
    const counts = [...this.#layouts.values()];
    const utcMidnights = this.#proofs.midnights.settle();
    const layouts = counts.map((one) => one.tell({ orders: this.#proofs.orders, utcMidnights, pathOf }));
    const rejects = this.#troubles.rejects(pathOf);
    const told = { files: this.#files, layouts, rejects };
    const needs = needsOf(
      told,
      this.#unreadable.map(({ need }) => need),
    );
    return {
      assessable: needs.every(({ blocking }) => !blocking),
      needs,
      ...told,
      problems: this.#troubles.problems(pathOf),
      mappings: draftMappings(counts, layouts),
    };
  }
}
