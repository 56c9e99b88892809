import { TOOL } from "./tool.ts";
import { type CliWorld, EXIT, ReaderGone } from "./world.ts";

/** Words that need no more than the version to be answered. */
const VERSION_WORDS: ReadonlySet<string> = new Set(["--version", "-V"]);

/**
 * Runs the command line in a world of its own and returns the exit code. A user's error is its message alone; an error
 * of ours shows its stack and how to report it. Neither ever ends in 0 or 1.
 */
export const main = async (world: CliWorld): Promise<number> => {
  if (world.argv.length === 3 && VERSION_WORDS.has(world.argv[2] ?? "")) {
    world.stdout.write(`${TOOL.version}\n`);
    return EXIT.done;
  }
  catchSignals(world);
  try {
    const { buildProgram } = await import("./program.ts");
    let code: number = EXIT.done;
    await buildProgram(world, (finished) => {
      code = finished;
    }).parseAsync([...world.argv]);
    return code;
  } catch (error) {
    return await explainFailure(error, world);
  }
};

/** Leaves nothing half-written behind when told to stop. */
const catchSignals = (world: CliWorld): void => {
  const stop = (code: number) => async () => {
    (await import("./outputFile.ts")).sweepOutputs();
    world.exit?.(code);
  };
  world.once?.("SIGINT", stop(EXIT.interrupted));
  world.once?.("SIGTERM", stop(EXIT.terminated));
};

const explainFailure = async (error: unknown, world: CliWorld): Promise<number> => {
  const { sweepOutputs } = await import("./outputFile.ts");
  sweepOutputs();
  if (error instanceof ReaderGone) return EXIT.readerGone;
  const known = error as {
    readonly name?: string;
    readonly code?: string;
    readonly exitCode?: number;
    readonly message?: string;
  };
  // Commander has said what it had to say; asking for help is no error.
  if (typeof known.code === "string" && known.code.startsWith("commander."))
    return known.exitCode === 0 ? EXIT.done : EXIT.failed;
  if (known.name === "Failure") world.stderr.write(`cancellog: ${known.message}\n`);
  else
    world.stderr.write(
      `cancellog ${TOOL.version}: this is a fault of the program, and no figure was printed.\n` +
        `${error instanceof Error ? error.stack : String(error)}\n` +
        "Please report it with this text and the shape of the file (header line, no persons).\n",
    );
  return EXIT.failed;
};
