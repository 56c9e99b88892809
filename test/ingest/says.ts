import { type CellLanguage, DEAD } from "../../src/ingest/cellDraft.ts";

/** Says whether a language has a text. */
export const says = (language: CellLanguage, text: string): boolean => {
  let state = 0;
  for (const byte of Buffer.from(text, "utf8")) {
    const { next, otherwise } = language[state] ?? { next: new Map<number, number>(), otherwise: DEAD };
    state = next.get(byte) ?? otherwise;
    if (state === DEAD) return false;
  }
  return language[state]?.mayEnd === true;
};
