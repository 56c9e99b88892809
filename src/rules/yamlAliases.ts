import { type Alias, type Document, type Node, visit } from "yaml";

/** An alias that stands for nothing, or for what it stands in itself. */
export interface BadAlias {
  readonly offset: number;
  readonly message: string;
}

const REMEDY = "& names a piece of the file, before * stands for it";

const faultOf = (alias: Alias, document: Document.Parsed, ancestors: readonly unknown[]): string | null => {
  const target: Node | undefined = alias.resolve(document);
  if (target === undefined) return `*${alias.source} stands for nothing: ${REMEDY}`;
  return ancestors.includes(target) ? `*${alias.source} stands inside of what it stands for` : null;
};

/** Finds the first alias of a document that cannot be followed; null where all can. */
export const badAliasOf = (document: Document.Parsed): BadAlias | null => {
  let found: BadAlias | null = null;
  visit(document, {
    Alias: (_, alias, ancestors) => {
      const message = faultOf(alias, document, ancestors);
      if (message === null) return;
      found = { offset: alias.range?.[0] ?? 0, message };
      return visit.BREAK;
    },
  });
  return found;
};
