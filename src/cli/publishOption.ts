import { failure } from "../model/failure.ts";

/** Options that ask for persons, or for another document than the report. */
const AGAINST = {
  findings: "--findings",
  rejects: "--rejects",
  pseudonymize: "--pseudonymize",
  cases: "--cases",
  template: "--template",
  claims: "--claims",
} as const;

interface PublishOptions extends Readonly<Partial<Record<keyof typeof AGAINST, unknown>>> {
  readonly publish?: boolean;
}

/**
 * Refuses `--publish` beside what may not leave the building.
 * @throws Failure `publish-with`.
 */
export const requirePublishable = (options: PublishOptions): void => {
  if (options.publish !== true) return;
  const against = Object.entries(AGAINST).find(([name]) => options[name as keyof typeof AGAINST] !== undefined);
  if (against !== undefined) throw failure("publish-with", { option: against[1] });
};

/**
 * Refuses `--publish` where a command has no form that hides small counts; to ignore it would give them away.
 * @throws Failure `publish-command`.
 */
export const refusePublish = (options: { readonly publish?: boolean }, command: string): void => {
  if (options.publish === true) throw failure("publish-command", { command });
};
