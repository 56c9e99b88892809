import type { Explanation } from "../../model/explain.ts";
import { jsonText } from "../json.ts";

/** Writes an explanation as its document, `cancellog.explain/1`. */
export const explanationJson = (explanation: Explanation): string => jsonText(explanation);
