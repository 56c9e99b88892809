import type { Inspection, MappingDraft } from "../../model/inspect.ts";
import type { Style } from "../style.ts";
import { columnsText } from "./columns.ts";
import { filesText } from "./files.ts";
import { answer } from "./needs.ts";
import { counted, type Page, pageOf, section } from "./page.ts";
import { silentText } from "./silent.ts";
import { troublesText } from "./troubles.ts";
import { valuesText } from "./values.ts";
import { visible } from "./visible.ts";
import { mappingYaml } from "./yaml.ts";

/** Layouts told in full; a log with more is told by those of most records. */
const LAYOUTS_TOLD = 3;

const layoutsText = (inspection: Inspection, page: Page): readonly string[] => {
  const { layouts } = inspection;
  const order = layouts.map((_, i) => i).toSorted((a, b) => (layouts[b]?.records ?? 0) - (layouts[a]?.records ?? 0));
  const told = order.slice(0, LAYOUTS_TOLD);
  const left = order.slice(LAYOUTS_TOLD);
  return [
    ...told.flatMap((index) => {
      const layout = layouts[index];
      return layout === undefined
        ? []
        : [filesText(inspection, index, page), ...columnsText(layout, page), ...valuesText(layout, page)];
    }),
    left.length === 0 ? "" : `${counted(left.length, "other layout")} not shown; -f json tells of all.`,
  ];
};

/** Names the files that a mapping is for; nothing where it is for all. */
const filesOf = ({ layouts: own }: MappingDraft, { layouts, files }: Inspection): string => {
  const held = files.filter(({ layout }) => own.includes(layout));
  if (own.length === layouts.length) return "";
  const first = visible(held[0]?.path ?? "");
  return held.length === 1 ? ` for ${first}` : ` for ${counted(held.length, "file")} like ${first}`;
};

const mappingText = (inspection: Inspection, page: Page): readonly string[] => {
  const { mappings } = inspection;
  const told = mappings.slice(0, LAYOUTS_TOLD).map((draft) => {
    const heading = `Mapping${filesOf(draft, inspection)}: save as mapping.yaml, edit, pass with --mapping ./mapping.yaml`;
    return section(page, heading, mappingYaml(draft).trimEnd());
  });
  const left = mappings.length - told.length;
  return [...told, left === 0 ? "" : `${counted(left, "other mapping")} not shown; -f json tells of all.`];
};

/** Writes an inspection for people: first whether it can be assessed and what is needed, last the mapping to save. */
export const inspectionText = (inspection: Inspection, style: Style): string => {
  const page = pageOf(style);
  const parts = [
    answer(inspection, page),
    ...layoutsText(inspection, page),
    ...troublesText(inspection, page),
    silentText(inspection, page),
    ...mappingText(inspection, page),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
};
