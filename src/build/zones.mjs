/**
 * Writes `src/calendar/zones.json`: every IANA zone's offsets and transitions 1989–2100, read from the time-zone
 * data of the Node that runs this script. Shipped as data so that no run depends on the machine's own: engines
 * disagree on repeated wall times, and hosts disagree on the version of the database.
 * Run: node src/build/zones.mjs
 */
import { readdirSync, writeFileSync } from "node:fs";

const FROM = Date.UTC(1989, 11, 30) / 1000;
const TO = Date.UTC(2101, 0, 2) / 1000;

const offsetReader = (zone) => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const part = {};
    for (const { type, value } of format.formatToParts(new Date(instant * 1000))) part[type] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - instant;
  };
};

/** Finds the changes between two instants by halving; steps of 12 days miss no pair of changes in the database. */
const transitionsOf = (zone) => {
  const offsetAt = offsetReader(zone);
  const first = offsetAt(FROM);
  const changes = [];
  let before = first;
  for (let t = FROM; t < TO; t += 12 * 86_400) {
    const next = Math.min(t + 12 * 86_400, TO);
    const after = offsetAt(next);
    if (after === before) continue;
    let low = t;
    let high = next;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    changes.push([high, after]);
    before = after;
  }
  return [first, ...changes.flat()];
};

/** The database's own folder: the runtime lists older names (Asia/Calcutta), and people write the current ones. */
const ZONEINFO = "/usr/share/zoneinfo";
const installed = readdirSync(ZONEINFO, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() || entry.isSymbolicLink())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ZONEINFO.length + 1))
  .filter((name) => /^[A-Z][A-Za-z]+\/[A-Z][A-Za-z_/+-]*$/.test(name) && !/^(Etc|SystemV)\//.test(name));
const isKnown = (name) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name }));
  } catch {
    return false;
  }
};
const ALIASES = [
  "UTC",
  "GMT",
  "Etc/UTC",
  "US/Alaska",
  "US/Arizona",
  "US/Central",
  "US/Eastern",
  "US/Hawaii",
  "US/Mountain",
  "US/Pacific",
];
const names = [...new Set([...Intl.supportedValuesOf("timeZone"), ...installed.filter(isKnown), ...ALIASES])].sort();
const lists = [];
const seen = new Map();
const zones = {};
for (const name of names) {
  const list = transitionsOf(name);
  const key = list.join();
  if (!seen.has(key)) {
    seen.set(key, lists.length);
    lists.push(list);
  }
  zones[name] = seen.get(key);
}
const lines = lists.map((list) => JSON.stringify(list)).join(",\n");
writeFileSync(
  new URL("../calendar/zones.json", import.meta.url),
  `{"source":"IANA tz database ${process.versions.tz}","zones":${JSON.stringify(zones)},"lists":[\n${lines}\n]}\n`,
);
