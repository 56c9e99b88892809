import type { Command } from "commander";
import { configSchemaOf } from "../../model/config.ts";
import { DOCUMENT_NAMES, documentSchema } from "../../model/documents.ts";
import { failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { jsonSchemaOf } from "../../model/schema.ts";
import { configCommands } from "../config.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

const CONFIG = "config";

/** Runs `cancellog schema`: prints the JSON Schema of one document; that of a configuration follows the options. */
export const schemaCommand = async (name: string, program: Command, world: CliWorld): Promise<number> => {
  const found = DOCUMENT_NAMES.find((known) => known === name);
  if (found === undefined && name !== CONFIG) {
    const known = [...DOCUMENT_NAMES, CONFIG];
    throw failure("unknown-option-value", {
      option: "schema",
      value: name,
      allowed: `Documents are ${known.join(", ")}.`,
      nearest: nearest(name, known),
    });
  }
  const schema = found === undefined ? jsonSchemaOf(configSchemaOf(configCommands(program))) : documentSchema(found);
  await write(world.stdout, `${JSON.stringify(schema, null, 2)}\n`);
  return EXIT.done;
};
