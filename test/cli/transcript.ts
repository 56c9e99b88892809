import { beforeAll, describe, expect, it } from "vitest";
import { cancellog, folderOf, type Ran, type WorldAsked } from "./world.ts";

/** One command, in words and as typed, and what of the message a script or a hurried reader looks for. */
export interface Attempt {
  readonly what: string;
  readonly args: readonly string[];
  readonly stdin?: string | Buffer;
  /** Where the fault is, or what is at fault: file, line, column, option, the word meant. */
  readonly names: readonly string[];
}

interface Topic {
  readonly title: string;
  /** Transcripts are kept as `transcripts/NAME.md`. */
  readonly name: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly attempts: readonly Attempt[];
}

const typed = (args: readonly string[]): string =>
  ["cancellog", ...args.map((arg) => (/^[\w./=:,+-]+$/.test(arg) ? arg : `'${arg}'`))].join(" ");

/** Systems have words of their own for why a file cannot be written. */
const anySystem = (text: string): string => text.replace(/\(E[A-Z]+\)/g, "(CAUSE)");

/** Writes a command down as a terminal shows it. */
export const transcriptOf = ({ what, args }: Pick<Attempt, "what" | "args">, ran: Ran): string =>
  `## ${what}\n\n\`\`\`console\n$ ${typed(args)}\n${ran.stdout}${anySystem(ran.stderr)}exit ${ran.code}\n\`\`\`\n`;

/** A refusal is one message of one or two lines on standard error, and nothing else at all. */
export const expectRefusal = (ran: Ran, names: readonly string[]): void => {
  expect(ran.stderr).toMatch(/^(cancellog|error): [^\n]+\n([^\n]+\n)?$/);
  for (const name of names) expect(ran.stderr).toContain(name);
  expect(ran.stdout).toBe("");
  expect(ran.code).toBe(2);
};

/** Tests a topic's commands one by one, and its transcript as a whole. */
export const describeRefusals = ({ title, name, files, attempts }: Topic): void => {
  describe(title, () => {
    const runs = new Map<Attempt, Ran>();
    beforeAll(async () => {
      const cwd = folderOf(files);
      for (const attempt of attempts) {
        const asked: WorldAsked = { cwd, ...(attempt.stdin === undefined ? {} : { stdin: attempt.stdin }) };
        runs.set(attempt, await cancellog(attempt.args, asked));
      }
    });

    for (const attempt of attempts) it(attempt.what, () => expectRefusal(runs.get(attempt)!, attempt.names));

    it(`reads as in transcripts/${name}.md`, async () => {
      const all = attempts.map((attempt) => transcriptOf(attempt, runs.get(attempt)!));
      await expect([`# ${title}\n`, ...all].join("\n")).toMatchFileSnapshot(`transcripts/${name}.md`);
    });
  });
};
