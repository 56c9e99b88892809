import type { Tally } from "../../model/tally.ts";
import { wantingFields } from "../wanting.ts";
import type { Assessing } from "./assess.ts";
import type { Named } from "./condition.ts";
import { continuityColumns, continuityOf } from "./continuity.ts";
import { groupsOf } from "./groups.ts";
import { networkColumns, outOfNetworkOf } from "./network.ts";
import { noticeColumns, noticeOf } from "./notice.ts";
import { facilityColumns } from "./planKinds.ts";
import type { Session } from "./session.ts";

type Sections = Pick<Tally, "outOfNetwork" | "notice" | "continuity" | "groups" | "wanting">;

/** The columns that the sections ask of the judged cancellations: small numbers, each written while they are judged. */
export const sectionColumns = (assessing: Assessing): readonly Named[] => [
  ...facilityColumns(assessing),
  ...networkColumns(assessing),
  ...noticeColumns(assessing),
  ...continuityColumns(),
];

/** Counts the sections of the report that look further than the verdicts. */
export const countSections = async (assessing: Assessing, session: Session): Promise<Sections> => ({
  outOfNetwork: await outOfNetworkOf(assessing, session),
  notice: await noticeOf(assessing, session),
  continuity: await continuityOf(assessing, session),
  groups: await groupsOf(assessing, session),
  wanting: wantingFields(assessing.mapped, assessing.plan),
});
