import { createHash } from "node:crypto";
import { type ConfigCommand, configSchemaOf } from "../model/config.ts";
import { openYaml, type PlaceOf, readText, refuseFirst } from "./yamlFile.ts";

/** A configuration file as read: what it says, and where each part of it stands. */
export interface ConfigFile {
  readonly path: string;
  readonly sha256: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly placeOf: PlaceOf;
}

/**
 * Reads a configuration file.
 * @throws Failure `file-missing`, `file-unreadable`, or `pack-error` with line and column.
 */
export const readConfigFile = async (
  path: string,
  cwd: string,
  commands: readonly ConfigCommand[],
): Promise<ConfigFile> => {
  const source = await readText(path, cwd);
  const sha256 = createHash("sha256").update(source).digest("hex");
  const yaml = openYaml(source, path);
  const { data, faults } = yaml.read(configSchemaOf(commands), "a configuration");
  if (faults !== null) {
    refuseFirst(faults);
    throw new Error(`${path} cannot be read, and nothing says why`);
  }
  return { path, sha256, given: data, placeOf: yaml.placeOf };
};
