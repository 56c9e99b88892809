import { appendFileSync } from "node:fs";
import { failure } from "../model/failure.ts";
import type { CliWorld } from "./world.ts";

/**
 * Appends a text to the summary of a job on GitHub Actions, where there is one: `$GITHUB_STEP_SUMMARY` names its file.
 * @throws Failure `output-failed`.
 */
export const appendStepSummary = (text: string, { env }: CliWorld): void => {
  const path = env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === "") return;
  try {
    appendFileSync(path, text);
  } catch (error) {
    const cause = (error as NodeJS.ErrnoException).code ?? String(error);
    throw failure("output-failed", { path: "$GITHUB_STEP_SUMMARY", cause });
  }
};
