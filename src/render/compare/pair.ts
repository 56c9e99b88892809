import type { ComparedShare } from "../../model/compare.ts";
import type { Pair } from "../html/charts/pairedBars.ts";
import { moveText } from "./words.ts";

const lookOf = ({ move }: ComparedShare): Pair["look"] => (move === "worse" || move === "better" ? move : "plain");

/** Makes the pair of bars of a compared share. */
export const pairOf = (
  name: string,
  compared: ComparedShare,
  { id = "", also = "", mark = "none" }: { readonly id?: string; readonly also?: string; readonly mark?: string } = {},
): Pair => ({
  name,
  id,
  says: moveText(compared) + also,
  look: lookOf(compared),
  sides: [
    { name: "base", look: "spare", share: compared.base },
    { name: "now", look: mark, share: compared.current },
  ],
});
