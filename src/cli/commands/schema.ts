import { DOCUMENT_NAMES, DOCUMENTS } from "../../model/documents.ts";
import { failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { type CliWorld, EXIT, write } from "../world.ts";

/** Runs `cancellog schema`: the JSON Schema of one document, by which editors complete and check it. */
export const schemaCommand = async (name: string, world: CliWorld): Promise<number> => {
  const known = DOCUMENT_NAMES.find((one) => one === name);
  if (known === undefined)
    throw failure("unknown-option-value", {
      option: "schema",
      value: name,
      allowed: `Documents are ${DOCUMENT_NAMES.join(", ")}.`,
      nearest: nearest(name, DOCUMENT_NAMES),
    });
  await write(world.stdout, `${JSON.stringify(DOCUMENTS[known](), null, 2)}\n`);
  return EXIT.done;
};
