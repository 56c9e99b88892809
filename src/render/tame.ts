import { inertDocument } from "../model/inert.ts";

/** More than any title, citation or note takes; a name that goes on beyond is no name. */
const LONGEST = 2000;

/**
 * Makes a document ready to be read by people: what would act or hide is shown instead, and no text is endless. Done
 * once at the door of a renderer, so that no section can forget it.
 */
export const tame = <T>(document: T): T => shortened(inertDocument(document)) as T;

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${[...text.slice(0, LONGEST)].slice(0, -1).join("")}…`;

const shortened = (value: unknown): unknown => {
  if (typeof value === "string") return cut(value);
  if (Array.isArray(value)) return value.map(shortened);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [cut(key), shortened(held)]));
};
