import type { FieldName } from "../model/fields.ts";
import { headWords } from "./headWords.ts";
import type { OpenLog, UnderstoodInput } from "./openLog.ts";
import { mayLackStatus, plainRows, type Words } from "./plainRows.ts";
import type { RowProof } from "./rowProof.ts";

/** How the plain rows of a source are told: the words that its coded columns may hold, and the proof made from them. */
export interface SourceProof {
  readonly words: Words;
  /** Null where no row of the source can be proven. */
  readonly proof: RowProof | null;
  /** A proven row has all that a record must have; else it may lack both its status and what that follows from. */
  readonly complete: boolean;
}

/** What sources have in common whose rows are written alike. */
const layoutOf = ({ understood: { dialect } }: UnderstoodInput): string =>
  JSON.stringify([dialect.mapping, dialect.delimiter, dialect.escapedBy, dialect.width, dialect.columns]);

/**
 * The proofs of a log's sources. Exports that come day by day are laid out alike, and share one proof: it knows the words
 * that the heads of all of them have.
 */
export class SourceProofs {
  readonly #words = new Map<string, Map<FieldName, Set<string>>>();
  readonly #made = new Map<string, SourceProof>();

  constructor(readonly log: Pick<OpenLog, "sources" | "plan">) {
    for (const input of log.sources) {
      const layout = layoutOf(input);
      const known = this.#words.get(layout) ?? new Map<FieldName, Set<string>>();
      this.#words.set(layout, known);
      for (const [field, words] of headWords(input.open.head, input.understood)) {
        const all = known.get(field) ?? new Set<string>();
        known.set(field, all);
        for (const word of words) all.add(word);
      }
    }
  }

  /** The proof of a source, by what the heads of the log tell. */
  of(input: UnderstoodInput): SourceProof {
    const layout = layoutOf(input);
    const known = this.#made.get(layout);
    if (known !== undefined) return known;
    const words = new Map([...(this.#words.get(layout) ?? [])].map(([field, own]) => [field, [...own]] as const));
    const made = this.with(input, words);
    this.#made.set(layout, made);
    return made;
  }

  /** The proof of a source whose words are known. */
  with({ understood }: UnderstoodInput, words: Words): SourceProof {
    return { words, proof: plainRows(understood, this.log.plan, words), complete: !mayLackStatus(understood, words) };
  }
}
