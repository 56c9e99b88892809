import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { DOCUMENT_NAMES, type DocumentName, documentSchema } from "../../src/model/documents.ts";

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
const compiled = new Map<DocumentName, ValidateFunction>();

const validatorOf = (name: DocumentName): ValidateFunction => {
  const validate = compiled.get(name) ?? ajv.compile(documentSchema(name));
  compiled.set(name, validate);
  return validate;
};

/** Lists what the published schema of a document has against it: the judgment of a validator that is not ours. */
export const faultsOf = (name: DocumentName, document: unknown): readonly string[] => {
  const validate = validatorOf(name);
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** Finds what a command printed, if that is one of our documents, and throws where its schema would refuse it. */
export const requireValid = (stdout: string): void => {
  const named = /^\{\s*"schema": "cancellog\.([a-z]+)\/1"/.exec(stdout);
  const name = DOCUMENT_NAMES.find((known) => known === named?.[1]);
  if (name === undefined) return;
  const faults = faultsOf(name, JSON.parse(stdout));
  if (faults.length > 0) throw new Error(`cancellog.${name}/1 is not what its schema says:\n${faults.join("\n")}`);
};
