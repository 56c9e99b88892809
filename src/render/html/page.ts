import page from "virtual:page";
import { asset, type Child, el, type Markup, together } from "./markup.ts";

export interface Page {
  readonly title: string;
  /** Set small enough for one sheet of paper. */
  readonly onePage?: boolean;
  /** Stands before everything else; null for none. */
  readonly banner: string | null;
  readonly header: Child;
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly main: Child;
  readonly footer: Child;
}

/** Nothing may be fetched from anywhere, and nothing runs but our own style and script, named by their hashes. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${page.style.sha256}'`,
  `script-src 'sha256-${page.script.sha256}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Writes a whole page: one file that needs no other, the same bytes for the same content. */
export const pageHtml = ({ title, onePage = false, banner, header, contents, main, footer }: Page): string => {
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: POLICY }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("title", {}, title),
    asset("style", page.style.text),
  );
  const body = el(
    "body",
    { class: onePage ? "one-page" : null },
    el("a", { class: "skip", href: "#main" }, "Skip to the figures"),
    banner !== null && el("aside", { class: "banner", "aria-label": "Warning" }, banner),
    PATTERNS,
    el("header", { class: "wrap" }, header),
    contents.length > 0 && contentsList(contents),
    el("main", { id: "main", class: "wrap" }, main),
    el("footer", { class: "wrap" }, footer),
    asset("script", page.script.text),
  );
  return `<!doctype html>\n${el("html", { lang: "en" }, "\n", head, "\n", body)}\n`;
};

const contentsList = (contents: Page["contents"]): Markup =>
  el(
    "nav",
    { class: "wrap contents", "aria-label": "Contents" },
    el(
      "ol",
      {},
      contents.map(({ id, title }) => el("li", {}, el("a", { href: `#${id}` }, title))),
    ),
  );

/** The hatching of what cannot be told: told apart from the rest without color, too. */
const PATTERNS = el(
  "svg",
  { class: "defs", width: 0, height: 0, "aria-hidden": "true", focusable: "false" },
  el(
    "defs",
    {},
    el(
      "pattern",
      { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      together(
        el("rect", { width: 6, height: 6, class: "hatch-ground" }),
        el("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "hatch-line" }),
      ),
    ),
  ),
);
