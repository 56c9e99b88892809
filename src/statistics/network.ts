import type { NetworkCounts, NoticeCounts } from "../model/networkTally.ts";
import type { Report } from "../model/report.ts";
import type { Pack } from "../model/rule.ts";
import type { Tally } from "../model/tally.ts";

type OutOfNetwork = NonNullable<Report["outOfNetwork"]>;
type Notice = NonNullable<Report["notice"]>;

/**
 * The duty to arrange care out of network. It names the standards of § 1367.03 and no days of its own for a canceled
 * appointment, so it is cited and nothing is measured by it.
 */
const DUTY: NonNullable<OutOfNetwork["duty"]> = {
  law: "Health & Safety Code § 1374.72(d); 28 CCR 1300.74.72",
  text:
    "Where the network cannot give mental-health or substance-use care within the timely-access standards, the plan " +
    "arranges it out of network (statute from 2021-01-01, regulation from 2024-04-01).",
  url: null,
  grade: "V2",
  confidence: "duty and dates V2, paragraph letter M",
};
const STANDARDS_OF_THE_DUTY = "§ 1367.03";

const networkFigures = (counts: NetworkCounts) => {
  const { inTime, late, lateInNetwork, nothing, lateUnknown, inTimeUnknown } = counts;
  const none = lateInNetwork + nothing;
  const lateOrNone = inTime + late + none + lateUnknown;
  return { lateOrNone, inTime, late, none, unknown: lateUnknown, lateInNetwork, nothing, inTimeUnknown };
};

/** Works out what those got out of network who got no care in network in time. */
export const outOfNetworkSection = ({ outOfNetwork, wanting }: Tally, packs: readonly Pack[]): OutOfNetwork => ({
  ...networkFigures(outOfNetwork.counts),
  mentalHealth: networkFigures(outOfNetwork.mentalHealth),
  duty: packs.some(({ rules }) => rules.some(({ citation }) => citation.law.includes(STANDARDS_OF_THE_DUTY)))
    ? DUTY
    : null,
  missingColumns: [...wanting.outOfNetwork],
  byFacility: outOfNetwork.byFacility.map(({ key, counts }) => ({ key, ...networkFigures(counts) })),
});

const noticeFigures = ({ before, after, undetermined, unknown }: NoticeCounts) => ({
  known: before + after + undetermined,
  before,
  after,
  undetermined,
  unknown,
});

/** Works out how many were told before the appointment they lost. */
export const noticeSection = ({ notice, wanting }: Tally): Notice => ({
  ...noticeFigures(notice.counts),
  daysAhead: notice.daysAhead.map(({ days, cancellations }) => ({ days, cancellations })),
  missingColumns: [...wanting.notice],
  byFacility: notice.byFacility.map(({ key, counts }) => ({ key, ...noticeFigures(counts) })),
});
