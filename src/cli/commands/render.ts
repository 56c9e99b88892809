import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { readReportText, reportOf, STANDARD_INPUT } from "../readReport.ts";
import { type CliWorld, EXIT } from "../world.ts";

/** Runs `cancellog render`: a saved report in any other form, without the data. */
export const renderCommand = async (path: string, options: OutputOptions, world: CliWorld): Promise<number> => {
  const destinations = readDestinations(options);
  refuseOverwriting(path === STANDARD_INPUT ? [] : [path], destinations, [], world.cwd());
  await writeReport(reportOf(await readReportText(path, world), path), destinations, options, world);
  return EXIT.done;
};
