import { createHash } from "node:crypto";
import {
  CLAIMED_RESOLUTIONS,
  CLAIMED_VERDICTS,
  type Claim,
  type ClaimMeasure,
  type Claims,
  claimsSchema,
  type GivenClaim,
  HOLDS,
  HOLDS_PATTERN,
} from "../model/claims.ts";
import type { GateNames, GateTarget, Threshold } from "../model/gate.ts";
import { nearest } from "../model/nearest.ts";
import { type OpenYaml, openYaml, readText, refuseFirst } from "./yamlFile.ts";

type Key = keyof GivenClaim;

/** Refuses a statement, pointing at one of its keys. */
type Refuse = (key: Key, message: string) => never;

const TARGETS = ["family", "rule", "resolution"] as const;

const oneOf = <W extends string>(
  words: readonly W[],
  text: string,
  what: string,
  refuse: (message: string) => never,
): W => {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const near = nearest(text, words);
  return refuse(
    `"${text}" is no ${what}${near === null ? `; known are ${words.join(", ")}` : `; did you mean "${near}"?`}`,
  );
};

const sumOf = <W extends string>(
  words: readonly W[],
  text: string,
  what: string,
  refuse: (message: string) => never,
): readonly W[] => {
  const sum = text.split("+").map((word) => oneOf(words, word.trim(), what, refuse));
  return new Set(sum).size === sum.length ? sum : refuse(`"${text}" names one of them twice`);
};

const measureOf = (given: GivenClaim, { families, rules }: GateNames, refuse: Refuse): ClaimMeasure => {
  const named = TARGETS.filter((key) => given[key] !== undefined);
  const [first = "statement", second] = named;
  if (second !== undefined || named.length === 0)
    return refuse(
      second ?? "statement",
      `takes one of ${TARGETS.join(", ")}, and has ${named.length === 0 ? "none" : named.join(" and ")}`,
    );
  const at = (key: Key) => (message: string) => refuse(key, message);
  if (given.resolution !== undefined) {
    if (given.figure !== undefined)
      return refuse("figure", "is for a family or a rule; resolutions are counted themselves");
    return {
      kind: "resolution",
      resolutions: sumOf(CLAIMED_RESOLUTIONS, given.resolution, "resolution", at("resolution")),
    };
  }
  const kind = first === "rule" ? "rule" : "family";
  const id = oneOf(kind === "rule" ? rules : families, given[kind] ?? "", `${kind} of this run's packs`, at(kind));
  const of: GateTarget = { kind, id };
  const figure = given.figure ?? "rate";
  if (figure === "rate") return { kind: "rate", of };
  return { kind: "verdicts", of, verdicts: sumOf(CLAIMED_VERDICTS, figure, 'verdict, nor "rate"', at("figure")) };
};

const thresholdOf = (text: string, measure: ClaimMeasure, refuse: Refuse): Pick<Claim, "comparison" | "threshold"> => {
  const [, words = "", integer = "", decimals = "", sign = ""] = HOLDS_PATTERN.exec(text.trim()) ?? [];
  const comparison = Object.entries(HOLDS).find(([word]) => word === words)?.[1] ?? ">=";
  const percent = sign !== "";
  if (!percent && measure.kind === "rate")
    return refuse("holds", "a rate is held against a percentage: write a % after it");
  if (!percent && decimals !== "")
    return refuse("holds", "a count is a whole number; write a % after it for a percentage");
  const threshold: Threshold = {
    text: `${integer}${decimals === "" ? "" : `.${decimals}`}${percent ? " %" : ""}`,
    percent,
    numerator: Number(integer + decimals),
    denominator: 10 ** decimals.length * (percent ? 100 : 1),
  };
  if (percent && threshold.numerator > threshold.denominator) return refuse("holds", "is more than 100 %");
  return { comparison, threshold };
};

const claimOf = (given: GivenClaim, i: number, names: GateNames, yaml: OpenYaml): Claim => {
  const refuse: Refuse = (key, message) => {
    refuseFirst([yaml.place(["claims", i, key], message)]);
    throw new Error(message);
  };
  const measure = measureOf(given, names, refuse);
  const { statement, speaker = null, date = null, source = null, mapping = null, holds } = given;
  return { statement, speaker, date, source, mapping, measure, ...thresholdOf(holds, measure, refuse) };
};

/**
 * Reads public statements, by the packs that are in force.
 * @throws Failure `file-missing`, `file-unreadable`, or `pack-error` with line and column.
 */
export const readClaimsFile = async (path: string, cwd: string, names: GateNames): Promise<Claims> => {
  const source = await readText(path, cwd);
  const yaml = openYaml(source, path);
  const { data, faults } = yaml.read(claimsSchema, "claims");
  if (faults !== null) {
    refuseFirst(faults);
    throw new Error(`${path} cannot be read, and nothing says why`);
  }
  return {
    path,
    sha256: createHash("sha256").update(source).digest("hex"),
    claims: data.claims.map((given, i) => claimOf(given, i, names, yaml)),
  };
};
