import { FIELD_NAMES, type FieldName, fieldSpec, type TimestampField } from "../model/fields.ts";
import type { InspectedColumn, InspectedLayout, Suggestion } from "../model/inspect.ts";
import type { Mapping } from "../model/mapping.ts";
import type { Dialect } from "../model/source.ts";
import { compareUtf8 } from "../model/utf8Order.ts";
import type { DateOrders } from "./dateOrder.ts";
import { columnName, columnsOf, type FieldColumns, fieldOfHeader, lackingColumns, surveyHeader } from "./header.ts";
import { WordCount } from "./inspectCodes.ts";
import { ColumnCount } from "./inspectColumn.ts";
import { DateCount } from "./inspectDates.ts";
import { type FreeColumn, nearestFor, suggest } from "./inspectSuggest.ts";
import type { SourcePlan } from "./openLog.ts";
import type { Cells } from "./parse.ts";
import { cellText } from "./readRecord.ts";
import type { Understood } from "./understand.ts";
import { isNullWord } from "./unknownWords.ts";

/** What the whole log proves, once it has been read. */
export interface Proven {
  readonly orders: DateOrders;
  readonly utcMidnights: ReadonlyMap<TimestampField, number>;
  readonly pathOf: (source: number) => string;
}

const WORDS_COUNTED = 50;

/** One mapped field of a layout: how its cells are counted. */
class FieldCount {
  readonly nullWords = new Map<string, number>();
  readonly dates: DateCount | null;
  readonly words: WordCount | null;

  constructor(
    readonly field: FieldName,
    readonly indexes: readonly number[],
    mapping: Mapping | null,
    plan: SourcePlan,
  ) {
    const { type } = fieldSpec(field);
    this.dates = type === "timestamp" ? new DateCount(plan.zone, plan.dateOrder ?? mapping?.date_order) : null;
    this.words = type === "code" || type === "boolean" ? new WordCount() : null;
  }

  take(cells: Cells): void {
    const text = cellText(cells, this.indexes);
    if (text === "") return;
    if (!isNullWord(text)) {
      this.dates?.take(text);
      this.words?.take(text);
    } else if (this.nullWords.size < WORDS_COUNTED || this.nullWords.has(text))
      this.nullWords.set(text, (this.nullWords.get(text) ?? 0) + 1);
  }
}

/** Files that are read alike, counted together: a folder of daily files is one thing to be told of. */
export class LayoutCount {
  files = 0;
  records = 0;
  readonly ambiguous: FieldColumns;
  readonly lacking: readonly FieldName[];
  readonly mapped: FieldColumns;
  readonly mapping: Mapping | null;
  readonly dialect: Dialect;
  readonly #columns: readonly ColumnCount[];
  readonly #fields: readonly FieldCount[];

  constructor({ dialect, mapping }: Understood, plan: SourcePlan) {
    this.dialect = dialect;
    this.mapping = mapping;
    this.mapped = dialect.mapped;
    this.ambiguous = surveyHeader(dialect.columns, mapping).ambiguous;
    this.lacking = lackingColumns(dialect.mapped, plan.keyFields);
    this.#columns = dialect.columns.map(() => new ColumnCount());
    this.#fields = FIELD_NAMES.flatMap((field) => {
      const indexes = this.ambiguous.has(field) ? undefined : dialect.mapped.get(field);
      return indexes === undefined ? [] : [new FieldCount(field, indexes, mapping, plan)];
    });
  }

  /** Counts the cells of one record; those of a record with too many or too few stand under the wrong headers. */
  take(cells: Cells): void {
    const { least, most } = this.dialect.width;
    if (cells.length < least || cells.length > most) return;
    this.#columns.forEach((column, i) => {
      column.take(cells[i] ?? "");
    });
    for (const field of this.#fields) field.take(cells);
  }

  /** Tells what was seen. */
  tell(proven: Proven): InspectedLayout {
    const { delimiter, escapedBy, headerRows } = this.dialect;
    const free = this.#free();
    const suggested = suggest(
      free.map(({ column }) => column),
      (field) => this.mapped.has(field),
    );
    const suggestions = new Map([...suggested].map(([i, one]) => [free[i]?.index ?? -1, one]));
    const columns = free.map(({ column }) => column);
    return {
      files: this.files,
      records: this.records,
      delimiter,
      quote: '"',
      escapedBy,
      headerRows: headerRows.length,
      mapping: this.dialect.mapping.id,
      columns: this.#columns.map((count, i) => this.#column(count, i, suggestions.get(i) ?? null)),
      lacking: this.lacking.map((field) => ({ field, nearest: nearestFor(field, columns, [...suggested.values()]) })),
      ambiguous: [...this.ambiguous].map(([field, indexes]) => ({ field, columns: indexes.map(this.#name) })),
      dates: this.#fields.flatMap(({ field, indexes, dates }) => {
        if (dates === null) return [];
        const { orders, utcMidnights, pathOf } = proven;
        const own = { orders, pathOf, utcMidnights: utcMidnights.has(field as TimestampField) };
        return [dates.tell(field as TimestampField, indexes.map(this.#name), own)];
      }),
      codes: this.#fields.flatMap(({ field, indexes, words }) =>
        words === null ? [] : [words.tell(field, indexes.map(this.#name), this.mapping?.codes[field])],
      ),
      unknown: this.#fields.flatMap(({ field, nullWords, dates }) => {
        const sentinels = dates?.sentinels ?? new Map<string, number>();
        return nullWords.size + sentinels.size === 0
          ? []
          : [{ field, nullWords: wordsOf(nullWords), sentinels: wordsOf(sentinels) }];
      }),
    };
  }

  #name = (index: number): string => columnName(this.dialect.columns, index);

  /** The columns that map to no field and are no choice for one. */
  #free(): readonly { readonly index: number; readonly column: FreeColumn }[] {
    const taken = new Set([...this.mapped.values(), ...this.ambiguous.values()].flat());
    return this.#columns.flatMap((count, index) =>
      taken.has(index)
        ? []
        : [
            {
              index,
              column: {
                header: this.dialect.columns[index] ?? "",
                name: this.#name(index),
                count,
                kind: count.kind,
              },
            },
          ],
    );
  }

  #column(count: ColumnCount, index: number, suggestion: Suggestion | null): InspectedColumn {
    const { columns } = this.dialect;
    const ambiguous = [...this.ambiguous].find(([, indexes]) => indexes.includes(index))?.[0] ?? null;
    const held = ambiguous === null ? [...this.mapped].find(([, indexes]) => indexes.includes(index)) : undefined;
    const by = held === undefined ? null : this.#reason(held[0], index);
    return {
      place: index + 1,
      header: columns[index] ?? "",
      kind: count.kind,
      filled: count.filled,
      distinct: count.distinct,
      capped: count.capped,
      field: held?.[0] ?? null,
      by,
      joined: (held?.[1].length ?? 1) > 1,
      confidence: by === null ? (suggestion === null ? null : "low") : by === "alias" ? "high" : "certain",
      ambiguous,
      suggestion,
    };
  }

  #reason(field: FieldName, index: number): NonNullable<InspectedColumn["by"]> {
    const wanted = this.mapping?.columns[field];
    if (wanted !== undefined && columnsOf(this.dialect.columns, wanted) !== null) return "mapping";
    return fieldOfHeader(this.dialect.columns[index] ?? "")?.by ?? "alias";
  }
}

const wordsOf = (words: ReadonlyMap<string, number>): { readonly word: string; readonly count: number }[] =>
  [...words].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count || compareUtf8(a.word, b.word));
