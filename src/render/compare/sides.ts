import type { Compare, CompareSide } from "../../model/compare.ts";
import { type DocSection, glossary, type Run } from "../document/document.ts";
import { counted, whole } from "../text/numbers.ts";
import { optionsText } from "../text/provenance.ts";

const inputText = ({ path, bytes, records, sha256 }: CompareSide["inputs"][number]): string =>
  `${path}: ${whole(bytes)} bytes, ${counted(records, "record")}, sha256 ${sha256}`;

const sideEntries = (name: string, side: CompareSide): readonly (readonly [string, string | readonly Run[]])[] => {
  const { path, sha256, inputs, asOf, asOfFrom, options, tool, engine, reconciliation: held } = side;
  return [
    [name, `${path}${sha256 === null ? "" : `, sha256 ${sha256}`}`],
    ...inputs.map((input): readonly [string, string] => [`${name} input`, inputText(input)]),
    [
      `${name} records`,
      `${whole(held.read)} read = ${whole(held.accepted)} accepted + ${whole(held.rejected)} rejected + ` +
        `${whole(held.duplicates)} duplicates + ${whole(held.superseded)} superseded; ` +
        `${counted(held.outOfScope, "cancellation")} outside the scope`,
    ],
    [`${name} as of`, `${asOf}, from ${asOfFrom === "option" ? "--as-of" : `the latest ${asOfFrom}`}`],
    [`${name} options`, optionsText(options)],
    [`${name} made by`, `${tool.name} ${tool.version}, engine ${engine.name} ${engine.version}`],
  ];
};

/** Says from what both sides were made. */
export const sidesFoot = ({ base, current, packs, tool }: Compare): DocSection => ({
  id: "provenance",
  title: "Provenance",
  blocks: [
    glossary([
      ...sideEntries("base", base),
      ...sideEntries("current", current),
      ...packs.flatMap(({ id, version, sha256, calendar }): readonly (readonly [string, string])[] => [
        ["pack", `${id} ${version}, sha256 ${sha256}`],
        ["calendar", `${calendar.id}, sha256 ${calendar.sha256}`],
      ]),
      ["compared by", `${tool.name} ${tool.version}`],
    ]),
  ],
});
