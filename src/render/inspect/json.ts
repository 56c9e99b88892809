import type { Inspection } from "../../model/inspect.ts";
import { visible } from "./visible.ts";

/** The document itself, indented; what a terminal would act on is escaped, which JSON reads back as it was. */
export const inspectionJson = (inspection: Inspection): string =>
  `${JSON.stringify(inspection, null, 2).split("\n").map(visible).join("\n")}\n`;
