import type { ClaimVerdict, TestedClaim } from "../model/claims.ts";
import type { Comparison } from "../model/gate.ts";
import type { Report } from "../model/report.ts";
import { type DocBlock, heading, type Run, remark, say } from "./document/document.ts";
import { counts, type DataTable, sentences, shares, texts } from "./tables/table.ts";
import { counted, percent, whole } from "./text/numbers.ts";
import { RESOLUTION_WORDS } from "./text/resolutions.ts";
import { glued } from "./text/wrap.ts";

const COMPARISON_WORDS: Readonly<Record<Comparison, string>> = {
  ">=": "at least",
  "<=": "at most",
  ">": "more than",
  "<": "less than",
};

const VERDICT_WORDS: Readonly<Record<ClaimVerdict, string>> = {
  supported: "Supported by the log",
  contradicted: "Contradicted by the log, even in the case that favors it most",
  undecided: "Not decidable from the log",
};

/** The title of the section, in every form. */
export const CLAIMS_TITLE = "Public statements, tested";

const BASES: Readonly<Record<TestedClaim["base"], string>> = {
  rated: "of those rated",
  bound: "of those bound",
  cancellations: "of the cancellations",
};

const isResolution = (name: string): name is keyof typeof RESOLUTION_WORDS => Object.hasOwn(RESOLUTION_WORDS, name);

/** Says what is counted: "met, of those rated", "missed or overdue". */
const countedText = ({ of, figure, base, threshold }: TestedClaim): string => {
  const parts = figure === "rate" ? ["met"] : figure.split("+");
  const named =
    of.kind === "resolution" ? parts.map((one) => (isResolution(one) ? RESOLUTION_WORDS[one] : one)) : parts;
  return `${named.join(" or ")}${threshold.percent ? `, ${BASES[base]}` : ""}`;
};

const figureText = ({ numerator, denominator }: TestedClaim["low"]): string =>
  denominator === null
    ? whole(numerator)
    : `${percent(numerator, denominator)} (${whole(numerator)} of ${whole(denominator)})`;

const holdsText = ({ comparison, threshold }: TestedClaim): string =>
  glued(`${COMPARISON_WORDS[comparison]} ${threshold.text}`);

/** Says what the log shows, and between what ends it could lie. */
const evidence = (claim: TestedClaim): readonly Run[] => {
  const { undetermined, low, high, numerator, denominator } = claim;
  if (denominator === 0 && undetermined === 0) return [" The log has nothing to test it by."];
  const shown: readonly Run[] = [
    ` Tested by: ${countedText(claim)}, ${holdsText(claim)}. The log shows `,
    { strong: glued(figureText({ numerator, denominator })) },
  ];
  if (undetermined === 0) return [...shown, "; nothing of it is undetermined."];
  return [
    ...shown,
    `; with ${counted(undetermined, "undetermined cancellation")} it lies between ${glued(figureText(low))} and ${glued(figureText(high))}.`,
  ];
};

const said = ({ speaker, date }: TestedClaim): string => [speaker, date].filter((part) => part !== null).join(", ");

const claimBlocks = (claim: TestedClaim): readonly DocBlock[] => {
  const { statement, source, mapping, of } = claim;
  const who = said(claim);
  return [
    heading(`“${statement}”`),
    ...(who === "" && source === null
      ? []
      : [
          remark(
            ...(who === "" ? [] : [`${who}${source === null ? "" : ". "}`]),
            ...(source === null ? [] : [{ link: source }]),
          ),
        ]),
    say({ strong: `${VERDICT_WORDS[claim.verdict]}.` }, ...evidence(claim)),
    remark(
      `Mapped by its author to ${of.kind} ${of.id}${of.kind === "resolution" ? "" : `, ${claim.figure}`}: ${holdsText(claim)}.` +
        (mapping === null ? "" : ` ${mapping}`),
    ),
  ];
};

/** Tells of every statement whether the log supports it; null where none was to be tested. */
export const claimsBlocks = ({ claims }: Pick<Report, "claims">): readonly DocBlock[] | null =>
  claims === null
    ? null
    : [
        ...claims.claims.flatMap(claimBlocks),
        remark(
          `The statements and what they are held to are those of ${claims.path}, not of this program. Supported: it holds even if every ` +
            "undetermined cancellation speaks against it. Contradicted: it does not hold even if every one speaks for it.",
        ),
      ];

const shareOf = ({ numerator, denominator }: TestedClaim["low"]): number | null =>
  denominator === null || denominator === 0 ? null : numerator / denominator;

/** Gives the statements as a table; null where none was to be tested. */
export const claimsTable = ({ claims }: Pick<Report, "claims">): DataTable | null =>
  claims === null
    ? null
    : {
        name: "claims",
        title: CLAIMS_TITLE,
        columns: [
          sentences("statement", "Statement"),
          sentences("speaker", "Speaker"),
          sentences("date", "Date"),
          sentences("source", "Source"),
          texts("of", "Held against"),
          texts("figure", "Figure"),
          sentences("holds", "Holds if"),
          texts("verdict", "Verdict"),
          counts("numerator", "Count"),
          counts("denominator", "Of"),
          counts("undetermined", "Undetermined"),
          counts("low_numerator", "At least"),
          shares("low_share", "At least, share"),
          counts("high_numerator", "At most"),
          shares("high_share", "At most, share"),
        ],
        rows: claims.claims.map((claim) => [
          claim.statement,
          claim.speaker,
          claim.date,
          claim.source,
          claim.of.id,
          claim.figure,
          `${COMPARISON_WORDS[claim.comparison]} ${claim.threshold.text}`,
          claim.verdict,
          claim.numerator,
          claim.denominator,
          claim.undetermined,
          claim.low.numerator,
          shareOf(claim.low),
          claim.high.numerator,
          shareOf(claim.high),
        ]),
      };
