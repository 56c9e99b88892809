import * as z from "zod";

/** A schema of this folder, as those that read by it see it. */
export type Schema<T> = z.ZodType<T>;

/** One thing wrong with what was read by a schema. */
export type Issue = z.core.$ZodIssue;

/** A node of a JSON Schema, as far as it is walked here. */
interface Node {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** Writes a schema as JSON Schema, of what is written rather than of what it is read as; what has no such form is open. */
export const jsonSchemaOf = (schema: Schema<unknown>): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Readonly<Record<string, unknown>>;

/** Lists the keys that a schema knows at a path; empty where any key goes. */
export const keysAt = (schema: Schema<unknown>, path: readonly PropertyKey[]): readonly string[] => {
  const root = jsonSchemaOf(schema) as Node;
  const follow = (node: Node): Node => {
    const name = /^#\/\$defs\/(.+)$/.exec(node.$ref ?? "")?.[1];
    const target = name === undefined ? undefined : root.$defs?.[name];
    return target === undefined ? node : follow(target);
  };
  let nodes: readonly Node[] = [root];
  const open = (node: Node): readonly Node[] => {
    const followed = follow(node);
    return [followed, ...[...(followed.anyOf ?? []), ...(followed.oneOf ?? [])].flatMap(open)];
  };
  for (const key of path)
    nodes = nodes.flatMap(open).flatMap((node) => {
      if (typeof key === "number") return node.items ?? [];
      const rest = typeof node.additionalProperties === "object" ? node.additionalProperties : [];
      return node.properties?.[String(key)] ?? rest;
    });
  return [
    ...new Set(
      nodes
        .flatMap(open)
        .flatMap((node) => [...Object.keys(node.properties ?? {}), ...(node.propertyNames?.enum ?? [])]),
    ),
  ];
};
