/** Quotes a name for SQL: whatever it holds, it is a name. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Quotes a text for SQL: whatever it holds, it is a text. */
export const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Writes a list of alternatives, each on a line of its own. */
export const lines = (parts: readonly string[], joint: string, indent = "  "): string =>
  parts.join(`${joint}\n${indent}`);

/** Joins conditions; none of them is a condition that always holds. */
export const all = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "true" : conditions.map((one) => `(${one})`).join(" and ");

/** Joins conditions of which one is enough; none of them is one that never holds. */
export const any = (conditions: readonly string[]): string =>
  conditions.length === 0 ? "false" : conditions.map((one) => `(${one})`).join(" or ");
