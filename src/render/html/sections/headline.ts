import type { Report } from "../../../model/report.ts";
import { asOfSentence, rateSentence, scopeSentence, sessionSentence } from "../../text/headline.ts";
import { counted, whole, withShare } from "../../text/numbers.ts";
import { pressLine } from "../../text/press.ts";
import { legend, type Part, stackedBar } from "../charts/stackedBar.ts";
import { CANCELER_LOOKS } from "../looks.ts";
import { type Child, el, type Markup, together } from "../markup.ts";

/** What stands before any figure of a generated log. */
export const bannerOf = ({ synthetic }: Report): string | null =>
  synthetic ? "SYNTHETIC DATA: generated; no real appointments or persons." : null;

/** The sentence that the figures of 2022 taught everyone to read. */
export const headlineText = ({ headline: { cancellations, enrollees } }: Report): string =>
  `${counted(cancellations, "appointment")} canceled, affecting ${counted(enrollees, "enrollee")}`;

const CANCELERS = {
  plan: "plan",
  enrollee: "enrollee",
  other: "other",
  unknown: "not known",
} as const;
type Canceler = keyof typeof CANCELERS;

/** Writes the headline with its split, so that the sentence never stands alone. */
export const headerView = (report: Report): Markup => {
  const { cancellations, enrollees, canceledBy } = report.headline;
  const press = pressLine(cancellations, enrollees);
  const parts: readonly Part[] = (Object.keys(CANCELERS) as Canceler[]).map((key) => ({
    name: `${CANCELERS[key]} ${whole(canceledBy[key])}`,
    count: canceledBy[key],
    look: CANCELER_LOOKS[key],
  }));
  return together(
    el("p", { class: "kicker" }, report.packs.map(({ title }) => title).join("; ")),
    el("h1", {}, `${headlineText(report)}.`),
    press !== null && el("p", { class: "press" }, `In round figures: ${press}.`),
    standfirst(report),
    cancellations > 0 &&
      el(
        "figure",
        { class: "split" },
        el("figcaption", {}, "Canceled by"),
        stackedBar(parts, "Who canceled"),
        legend(parts),
      ),
    el(
      "p",
      { class: "scope" },
      [scopeSentence(report), asOfSentence(report), rateSentence(report), ...sessionSentence(report)].join(" "),
    ),
  );
};

/** The first family that could be rated, in a sentence: what the report comes to. */
const standfirst = ({ families }: Report): Child => {
  const family = families.find(({ rate }) => rate.denominator > 0);
  if (family === undefined) return null;
  const { numerator, denominator } = family.rate;
  return el(
    "p",
    { class: "standfirst" },
    `Of ${counted(denominator, "cancellation")} ${family.asks}, `,
    el("strong", {}, withShare(numerator, denominator)),
    " met the standard; ",
    el("strong", {}, withShare(denominator - numerator, denominator)),
    " did not.",
  );
};
