import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { idOf, lines, ROWS, type Row, text } from "./cleanLog.ts";
import type { Pollution } from "./pollution.ts";
import { POLLUTIONS } from "./pollutions.ts";
import { inFolder, readExports, run, type Values, valuesOf } from "./run.ts";

interface Score {
  readonly right: number;
  readonly of: number;
  /** What is wrong, record by record. */
  readonly wrong: readonly string[];
}

const readFiles = (files: Pollution["files"], options: Pollution["options"] = {}) =>
  inFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes);
    }
    const log = await readExports(Object.keys(files), options, folder);
    const words = Object.entries(options).flatMap(([name, value]) => [
      `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      String(value),
    ]);
    const ran = await run(["report", ...Object.keys(files), ...words, "--format", "json", "--no-progress"], folder);
    return { log, ran };
  });

/** What the rows say, read from a clean file: the truth that a polluted file is held against. */
const truths = new Map<readonly Row[], Promise<readonly Values[]>>();
const truthOf = (rows: readonly Row[]): Promise<readonly Values[]> => {
  const known = truths.get(rows);
  if (known !== undefined) return known;
  const made = readFiles({ "log.csv": Buffer.from(text(lines(rows)), "utf8") }).then(({ log }) => {
    if ("failure" in log) throw new Error(log.message);
    return valuesOf(log);
  });
  truths.set(rows, made);
  return made;
};

/** Scores one pollution: records kept as they are or refused as they should be, of all; records from nowhere count too. */
const scoreOf = async ({ files, options, refused = [], rows = ROWS, failure }: Pollution): Promise<Score> => {
  const { log, ran } = await readFiles(files, options);
  if (failure !== undefined || "failure" in log) {
    const got = "failure" in log ? `${log.failure}: ${log.message}` : "no failure";
    const right = "failure" in log && log.failure === failure && ran.code === 2;
    return { right: right ? ROWS.length : 0, of: ROWS.length, wrong: right ? [] : [got] };
  }
  const truth = await truthOf(rows);
  const wrong: string[] = ran.code === 0 ? [] : [`exit ${ran.code}: ${ran.stderr}`];
  const kept = new Map(valuesOf(log).map((values) => [values.appointment_id, values]));
  let right = 0;
  ROWS.forEach((_, i) => {
    const id = idOf(i);
    const values = kept.get(id);
    const given = log.rejects.some(({ raw }) => raw.includes(id) || raw.includes(ROWS[i]?.[4] ?? ""));
    if (refused.includes(i)) {
      if (values === undefined && given) right++;
      else wrong.push(`${id}: should be refused`);
      return;
    }
    const wanted = truth[i] ?? {};
    const other = values === undefined ? [] : Object.keys(wanted).filter((field) => values[field] !== wanted[field]);
    if (values !== undefined && other.length === 0) right++;
    else
      wrong.push(
        values === undefined
          ? `${id}: lost`
          : `${id}: ${other.map((field) => `${field} ${JSON.stringify(values[field])}`).join(", ")}`,
      );
  });
  const ghosts =
    Math.max(0, log.records.length - (ROWS.length - refused.length)) + Math.max(0, log.rejects.length - refused.length);
  if (ghosts > 0)
    wrong.push(`${ghosts} records too many: ${log.rejects.map(({ reason, place }) => `${place.line} ${reason}`)}`);
  return { right, of: ROWS.length + ghosts, wrong };
};

const row = (group: string, name: string, { right, of }: Score): string =>
  `| ${group.replaceAll("|", "\\|")} | ${name.replaceAll("|", "\\|")} | ${right} / ${of} |`;

describe("one pollution at a time", () => {
  const scores = new Map<Pollution, Score>();

  it.each(POLLUTIONS.map((pollution) => [`${pollution.group}: ${pollution.name}`, pollution] as const))(
    "%s",
    async (_, pollution) => {
      const score = await scoreOf(pollution);
      scores.set(pollution, score);
      expect(score.wrong).toEqual([]);
      expect(score.right).toBe(score.of);
    },
  );

  it("leaves its score", async () => {
    const sum = [...scores.values()].reduce(
      (total, one) => ({ right: total.right + one.right, of: total.of + one.of }),
      {
        right: 0,
        of: 0,
      },
    );
    const table = [
      "# Pollution score",
      "",
      "Records kept with their values, or refused as they should be, of all records; a run that must fail counts as all or nothing.",
      "",
      "| kind | pollution | records |",
      "|---|---|---|",
      ...[...scores].map(([{ group, name }, score]) => row(group, name, score)),
      `| | **${scores.size} pollutions** | **${sum.right} / ${sum.of}** |`,
    ];
    await expect(`${table.join("\n")}\n`).toMatchFileSnapshot("pollution-score.md");
  });
});
