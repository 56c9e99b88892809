import type { Pollution } from "./pollution.ts";
import { blanks } from "./pollutions/blanks.ts";
import { cells } from "./pollutions/cells.ts";
import { containers } from "./pollutions/containers.ts";
import { dates } from "./pollutions/dates.ts";
import { delimiters } from "./pollutions/delimiters.ts";
import { encodings } from "./pollutions/encodings.ts";
import { frames } from "./pollutions/frames.ts";
import { headers } from "./pollutions/headers.ts";
import { lineEnds } from "./pollutions/lineEnds.ts";
import { quotes } from "./pollutions/quotes.ts";

/** Every pollution, in the order of the score. */
export const POLLUTIONS: readonly Pollution[] = [
  ...delimiters(),
  ...quotes(),
  ...lineEnds(),
  ...frames(),
  ...headers(),
  ...cells(),
  ...blanks(),
  ...encodings(),
  ...dates(),
  ...containers(),
];
