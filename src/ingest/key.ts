/** Joins the parts of a record's key by a character that stands in no key by accident; an unknown part is empty. */
export const keyOf = (parts: readonly (string | undefined)[]): string =>
  parts.length === 1 ? (parts[0] ?? "") : parts.map((part) => part ?? "").join("\u0000");
