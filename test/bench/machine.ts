import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";

const versionIn = (root: string, name: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  const { version } = manifest as { readonly version: string };
  return `${name} ${version}`;
};

const PYTHON_VERSIONS = `
import importlib, platform
versions = ["Python " + platform.python_version()]
for name in ("pandas", "pyarrow", "polars"):
    try:
        versions.append(name + " " + importlib.import_module(name).__version__)
    except ImportError:
        pass
print(", ".join(versions))
`;

const pythonLine = (python: string): string => {
  try {
    return execFileSync(python, ["-c", PYTHON_VERSIONS], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "Python: not available";
  }
};

/** Describes what a benchmark ran on, without the name or a path of the machine. */
export const machineOf = (root: string, python: string): readonly string[] => [
  `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? "unknown"}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ${process.platform} ${process.arch}`,
  `Node ${process.version.slice(1)}, ${["@duckdb/node-api", "csv-parse", "date-fns"].map((name) => versionIn(root, name)).join(", ")}`,
  pythonLine(python),
];
