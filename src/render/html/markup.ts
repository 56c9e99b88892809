/** A piece of a page. Only this file makes one, so that every text in it was escaped. */
class Piece {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Markup = Piece;
/** What stands inside an element: pieces as they are, texts escaped, null and false nothing. */
export type Child = Markup | string | number | null | false | readonly Child[];
/** Attributes that are null or false are left out; true stands alone. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const inside = (child: Child): string => {
  if (child === null || child === false) return "";
  if (child instanceof Piece) return child.toString();
  return typeof child === "object" ? child.map(inside).join("") : escaped(String(child));
};

const attribute = ([name, value]: [string, Attributes[string]]): string =>
  value === null || value === false ? "" : value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`;

/** Elements that have no end. */
const VOID: ReadonlySet<string> = new Set(["meta", "br", "col"]);
/** Elements of SVG that end themselves where they hold nothing. */
const SHAPES: ReadonlySet<string> = new Set(["rect", "line", "path", "circle"]);

/** Makes an element. */
export const el = (tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup => {
  const open = `<${tag}${Object.entries(attributes).map(attribute).join("")}`;
  if (VOID.has(tag)) return new Piece(`${open}>`);
  const content = children.map(inside).join("");
  return new Piece(content === "" && SHAPES.has(tag) ? `${open}/>` : `${open}>${content}</${tag}>`);
};

/** Puts pieces and texts beside one another. */
export const together = (...children: readonly Child[]): Markup => new Piece(children.map(inside).join(""));

/**
 * Makes a `style` or `script` element of a text of our own. Neither knows entities: the text must not hold its own end.
 */
export const asset = (tag: "style" | "script", text: string): Markup => {
  if (text.toLowerCase().includes(`</${tag}`)) throw new Error(`a ${tag} that would end itself`);
  return new Piece(`<${tag}>${text}</${tag}>`);
};
