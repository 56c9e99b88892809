import {
  type PUBLISHED_CLASSES,
  type Published,
  type PublishedBreakdown,
  type PublishedCrosstab,
  type PublishedFamily,
  type PublishedFigures,
  RECORD_KINDS,
  type RecordKind,
} from "../../model/published.ts";
import type { Cell } from "../rows.ts";
import { counts, type DataTable, fileName, sentences, shares, type TableColumn, texts } from "../tables/table.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { limitText } from "../text/ruleCells.ts";
import { elapsedInWords } from "../waitWords.ts";
import { CLASS_WORDS, groupName, RULE_WORDS } from "./words.ts";

const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
  canceled: "Appointments canceled",
  notCanceled: "Appointments not canceled",
  other: "Accepted, and not looked at",
  rejected: "Rejected",
  duplicates: "Duplicates",
  superseded: "Superseded",
};

/** Makes the tables of a publication; `hidden` stands where a count is hidden, a dash or nothing where there is none. */
export class PublishedTables {
  readonly #hidden: string;

  constructor(hidden: string) {
    this.#hidden = hidden;
  }

  headline({ headline: { cancellations, enrollees } }: Published): DataTable {
    return {
      name: "headline",
      title: "Headline figures",
      columns: [sentences("figure", "Figure"), counts("count", "Count")],
      rows: [
        ["cancellations", this.#cell(cancellations)],
        ["enrollees", this.#cell(enrollees)],
      ],
    };
  }

  records({ headline: { records } }: Published): DataTable | null {
    if (records === null) return null;
    return {
      name: "records",
      title: "Every record accounted for",
      columns: [sentences("kind", "Records"), counts("records", "Count")],
      rows: [
        ...RECORD_KINDS.map((kind) => [RECORD_WORDS[kind], this.#cell(records.kinds[kind])]),
        ["Read in all", records.read],
      ],
    };
  }

  outcomes({ headline: { cancellations, resolution } }: Published): DataTable | null {
    if (resolution === null) return null;
    return {
      name: "outcomes",
      title: "What became of the cancellations",
      columns: [
        sentences("outcome", "What became of them"),
        counts("cancellations", "Cancellations"),
        shares("share", "Share"),
      ],
      rows: RESOLUTION_ORDER.map((key) => {
        const count = resolution[key];
        return [
          RESOLUTION_WORDS[key],
          this.#cell(count),
          count === null ? this.#hidden : cancellations === null || cancellations === 0 ? null : count / cancellations,
        ];
      }),
    };
  }

  families({ families }: Published): DataTable {
    return {
      name: "families",
      title: "Met, not met and undecided, by standard",
      columns: [texts("family", "Standard"), ...FIGURE_COLUMNS],
      rows: families.map(({ title, figures }) => [title, ...this.#figures(figures)]),
    };
  }

  rules({ rules }: Published): DataTable {
    return {
      name: "rules",
      title: "Rule by rule: limits and waits",
      columns: [
        texts("rule", "Rule"),
        sentences("limit", "Limit"),
        sentences("median", "Half had care within"),
        sentences("p90", "90 % had care within"),
        sentences("basis", "Basis, grade"),
      ],
      rows: rules.map((rule) => {
        const waited = (which: "median" | "p90"): string | null => {
          const elapsed = rule.wait?.[which] ?? null;
          return elapsed === null || rule.wait === null ? null : elapsedInWords(elapsed, rule.wait.unit);
        };
        return [
          rule.id,
          limitText(rule, true),
          waited("median"),
          waited("p90"),
          `${rule.basis}, ${rule.citation.grade}`,
        ];
      }),
    };
  }

  groups({ by, rows }: PublishedBreakdown): DataTable {
    const outcomes = rows.some(({ resolution }) => resolution !== null);
    return {
      name: `by-${fileName(by)}`,
      title: `Cancellations by ${by}`,
      columns: [
        texts("group", by),
        counts("cancellations", "Cancellations"),
        counts("enrollees", "Enrollees"),
        ...(outcomes ? RESOLUTION_ORDER.map((key) => counts(key.replaceAll("-", "_"), RESOLUTION_WORDS[key])) : []),
      ],
      rows: rows.map((row) => [
        groupName(row),
        row.cancellations,
        row.merged > 0 ? null : this.#cell(row.enrollees),
        ...(outcomes ? RESOLUTION_ORDER.map((key) => this.#cell(row.resolution?.[key] ?? null)) : []),
      ]),
    };
  }

  /** Each group under one family, or under each. */
  judged({ by, rows }: PublishedBreakdown, families: readonly PublishedFamily[]): DataTable {
    const [only] = families.length === 1 ? families : [];
    return {
      name: `by-${fileName(by)}-${only === undefined ? "figures" : fileName(only.id)}`,
      title: only === undefined ? `Met, not met and undecided by ${by}` : `${only.title}, by ${by}`,
      columns: [texts("group", by), ...(only === undefined ? [texts("family", "Family")] : []), ...FIGURE_COLUMNS],
      rows: rows.flatMap((row) =>
        families.flatMap(({ id }) => {
          const figures = row.families[id];
          return figures === undefined
            ? []
            : [[groupName(row), ...(only === undefined ? [id] : []), ...this.#figures(figures)]];
        }),
      ),
    };
  }

  crossed({ rows, columns, cells }: PublishedCrosstab): DataTable {
    return {
      name: `${fileName(rows)}-by-${fileName(columns)}`,
      title: `Met, not met and undecided by ${rows} and ${columns}`,
      columns: [
        texts("row", rows),
        texts("column", columns),
        counts("cancellations", "Cancellations"),
        texts("family", "Family"),
        ...FIGURE_COLUMNS,
      ],
      rows: cells.flatMap((cell) => {
        const start = [groupName(cell.row), groupName(cell.column), this.#cell(cell.cancellations)];
        const told = Object.entries(cell.families);
        return told.length === 0
          ? [[...start, null, ...this.#figures(null)]]
          : told.map(([id, figures]) => [...start, id, ...this.#figures(figures)]);
      }),
    };
  }

  hidden({ hidden, merged }: Published): DataTable {
    const tables = [...new Set([...hidden, ...merged].map(({ table }) => table))];
    return {
      name: "hidden",
      title: "Cells hidden and groups merged, by table",
      columns: [
        texts("table", "Table"),
        counts("hidden", "Cells hidden"),
        counts("of", "Of cells above 0"),
        counts("merged", "Groups merged into one"),
      ],
      rows: tables.map((table) => {
        const cells = hidden.find((one) => one.table === table);
        return [table, cells?.cells ?? 0, cells?.of ?? null, merged.find((one) => one.table === table)?.groups ?? 0];
      }),
    };
  }

  leftOut({ leftOut }: Published): DataTable {
    return {
      name: "left-out",
      title: "Left out altogether",
      columns: [sentences("what", "What"), sentences("why", "Why")],
      rows: leftOut.map(({ what, rule }) => [what, RULE_WORDS[rule]]),
    };
  }

  #cell(count: number | null): Cell {
    return count ?? this.#hidden;
  }

  #figures(figures: PublishedFigures | null): readonly Cell[] {
    if (figures === null) return FIGURE_COLUMNS.map(() => null);
    const { counts: held, rate } = figures;
    const isHidden = held.met === null || held.notMet === null;
    return [
      this.#cell(held.met),
      this.#cell(held.notMet),
      rate?.value ?? (isHidden ? this.#hidden : null),
      this.#cell(held.undecided),
      this.#cell(held.notBound),
    ];
  }
}

const figureColumn = (one: (typeof PUBLISHED_CLASSES)[number]): TableColumn =>
  counts(
    one.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    CLASS_WORDS[one],
  );

/** Met and not met, the rate of the two, and what else there is. */
const FIGURE_COLUMNS: readonly TableColumn[] = [
  figureColumn("met"),
  figureColumn("notMet"),
  shares("rate", "Met, of both"),
  figureColumn("undecided"),
  figureColumn("notBound"),
];
