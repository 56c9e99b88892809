import { Failure } from "../model/failure.ts";
import { TOOL } from "./tool.ts";
import { type CliWorld, EXIT, ReaderGone, write } from "./world.ts";

/** Words that need no more than the version to be answered. */
const VERSION_WORDS: ReadonlySet<string> = new Set(["--version", "-V"]);

/**
 * Runs the command line in a world of its own and returns the exit code. A user's error is its message alone; an error
 * of ours shows its stack and how to report it. Neither ever ends in 0 or 1.
 */
export const main = async (world: CliWorld): Promise<number> => {
  catchSignals(world);
  try {
    if (world.argv.length === 3 && VERSION_WORDS.has(world.argv[2] ?? "")) {
      await write(world.stdout, `${TOOL.version}\n`);
      return EXIT.done;
    }
    const { runProgram } = await import("./program.ts");
    return await runProgram(world);
  } catch (error) {
    return await explainFailure(error, world);
  }
};

/** Leaves nothing half-written behind when told to stop, and never ends with 1 for what nobody caught. */
const catchSignals = (world: CliWorld): void => {
  const stop = (code: number) => async () => {
    (await import("./outputFile.ts")).sweepOutputs();
    (await import("./scratch.ts")).sweepScratch();
    world.exit?.(code);
  };
  world.once?.("SIGHUP", stop(EXIT.hungUp));
  world.once?.("SIGINT", stop(EXIT.interrupted));
  world.once?.("SIGTERM", stop(EXIT.terminated));
  // Node itself would end with 1, which says that a gate was crossed.
  world.once?.("uncaughtException", async (error) => {
    const { code } = error as NodeJS.ErrnoException;
    world.exit?.(await explainFailure(code === "EPIPE" || code === "EIO" ? new ReaderGone() : error, world));
  });
};

const explainFailure = async (error: unknown, world: CliWorld): Promise<number> => {
  const { sweepOutputs } = await import("./outputFile.ts");
  sweepOutputs();
  if (error instanceof ReaderGone) return EXIT.readerGone;
  // Commander has said what it had to say; asking for help is no error.
  const told = error as { readonly code?: unknown; readonly exitCode?: unknown };
  if (typeof told.code === "string" && told.code.startsWith("commander."))
    return told.exitCode === 0 ? EXIT.done : EXIT.failed;
  const text =
    error instanceof Failure
      ? `cancellog: ${error.message}\n`
      : `cancellog ${TOOL.version}: this is a fault of the program, and no figure was printed.\n` +
        `${error instanceof Error ? error.stack : String(error)}\n` +
        "Please report it with this text and the shape of the file (header line, no persons).\n";
  // Where nobody can be told, the exit code still tells.
  await write(world.stderr, text).catch(() => {});
  return EXIT.failed;
};
