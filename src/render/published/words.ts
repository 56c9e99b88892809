import type { LeftOutRule, PublishedClass, PublishedGroup } from "../../model/published.ts";
import { UNKNOWN } from "../text/groups.ts";
import { counted } from "../text/numbers.ts";

/** What stands where a count is hidden. */
export const HIDDEN = "×";

/** The same in a file, where a mark might be lost. */
export const HIDDEN_WORD = "hidden";

export const CLASS_WORDS: Readonly<Record<PublishedClass, string>> = {
  met: "Met",
  notMet: "Not met",
  undecided: "Undecided",
  notBound: "Not bound",
};

/** The class that gives a mark its color. */
export const CLASS_LOOKS: Readonly<Record<PublishedClass, string>> = {
  met: "good",
  notMet: "none",
  undecided: "open",
  notBound: "spare",
};

export const CLASS_MEANINGS: Readonly<Record<PublishedClass, string>> = {
  met: "care in time; the limit has passed",
  notMet: "the limit has passed, and care came too late or not at all",
  undecided: "the limit has not passed, a longer wait was noted to do no harm, or the log does not tell",
  notBound: "the standard says nothing of these cancellations",
};

export const RULE_WORDS: Readonly<Record<LeftOutRule, string>> = {
  "too-few": "there are fewer than 11 cancellations or enrollees in all",
  persons: "it is of single persons, or names providers or appointments",
  "finer-than-week": "dates are told by the week and no finer",
  "one-group": "its groups are so small that they would all have to be merged into one",
  "same-groups":
    "its groups are those of another breakdown, and two tables of the same might give away what either hides",
  unprotected: "no other cells could be hidden so that a small one of these cannot be worked out",
  unproven: "it is not proven that these figures, beside those told, give nothing small away",
};

/** Names a group: its key, the unknown, or how many were merged. */
export const groupName = ({ key, merged }: PublishedGroup): string =>
  merged > 0 ? `Other (${counted(merged, "group")} merged)` : (key ?? UNKNOWN);
