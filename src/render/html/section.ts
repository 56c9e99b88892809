import { clip } from "../text/width.ts";
import { type Child, el, type Markup } from "./markup.ts";

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Child;
}

/** Writes a section: a landmark named by its title. */
export const sectionView = ({ id, title, body }: Section): Markup =>
  el("section", { id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), body);

/** Writes the sentence that says what stands below, or what to see in it. */
export const lede = (...children: readonly Child[]): Markup => el("p", { class: "lede" }, ...children);

/** Writes how to read what stands above. */
export const note = (...children: readonly Child[]): Markup => el("p", { class: "note" }, ...children);

/** Writes a list of terms. */
export const terms = (entries: readonly (readonly [term: Child, description: Child])[]): Markup =>
  el(
    "dl",
    { class: "terms" },
    entries.map(([term, description]) => el("div", {}, el("dt", {}, term), el("dd", {}, description))),
  );

const NAME = 80;

/** Cuts a name out of the data to what a chart has room for. */
export const label = (text: string): string => clip(text, NAME);

/** Allows a link to what can be opened over the network, and to nothing that could run. */
export const linkTo = (url: string): Child =>
  /^https?:\/\/[^\s]+$/i.test(url) ? el("a", { href: url, rel: "noopener noreferrer" }, url) : url;
