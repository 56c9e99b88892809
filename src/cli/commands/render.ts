import { type OutputOptions, readDestinations, refuseOverwriting, writeReport } from "../outputs.ts";
import { publicationOf, savedPublication, writePublication } from "../publication.ts";
import { requirePublishable } from "../publishOption.ts";
import { readReportText, reportOf, STANDARD_INPUT } from "../readReport.ts";
import { type CliWorld, EXIT } from "../world.ts";

/** Runs `cancellog render`: a saved report, or a saved publication of one, in any other form, without the data. */
export const renderCommand = async (path: string, options: OutputOptions, world: CliWorld): Promise<number> => {
  requirePublishable(options);
  const destinations = readDestinations(options);
  refuseOverwriting(path === STANDARD_INPUT ? [] : [path], destinations, [], world.cwd());
  const text = await readReportText(path, world);
  const saved = savedPublication(text);
  if (saved !== null) requirePublishable({ ...options, publish: true });
  const report = saved === null ? reportOf(text, path) : null;
  const published = report !== null && options.publish === true ? publicationOf(report) : saved;
  if (published !== null) await writePublication(published, destinations, options, world);
  else if (report !== null) await writeReport(report, destinations, options, world);
  return EXIT.done;
};
