import type { LateTally, SensitivityTally } from "../../model/sensitivityTally.ts";
import { AS_RUN } from "../variants.ts";
import { alternateWords, type Bound, type ClassBindings, limitName, OPEN } from "./alternates.ts";
import { aheadSql } from "./assess.ts";
import { addCode, isLateCode, lateCode, lateCodeOf, lateNames } from "./late.ts";
import { STATES, type State } from "./questions.ts";
import type { Read, Readings } from "./readings.ts";
import { countOf, type Session } from "./session.ts";
import { signatureOf } from "./signature.ts";
import { wordNames } from "./signatures.ts";
import { numberFamilies } from "./verdicts.ts";

/** The states of the questions for cancellations that are counted alike: in the run, and as asked otherwise. */
interface Found {
  readonly bindings: ClassBindings;
  readonly own: readonly State[];
  /** By question, what it found with the limit of each slot. */
  readonly byLimit: (question: number, slot: number) => State;
  readonly byName: (name: string) => State;
}

const SEEN_IN_ANY: ReadonlySet<State> = new Set(["out", "no-start"]);

/** What a question finds where a reading binds as it does, told by what it found as it was asked. */
const stateUnder = ({ bindings, own, byLimit }: Found, question: number, { binding }: Bound): State => {
  const mine = bindings.own[question]?.binding ?? null;
  const state = own[question] ?? "out";
  if (binding === null) return "out";
  if (binding === mine) return state;
  const found =
    binding === OPEN && mine !== null ? state : byLimit(question, bindings.limits[question]?.indexOf(binding) ?? -1);
  return binding === OPEN && !SEEN_IN_ANY.has(found) ? "open" : found;
};

/** The states of all questions under a reading, with whether some rule may yet bind. */
const statesUnder = (found: Found, read: Read | null): readonly { readonly state: State; readonly open: boolean }[] =>
  found.own.map((state, i) => {
    const bound = (read?.kind === "classes" ? found.bindings.readings[read.number] : found.bindings.own)?.[i];
    const open = bound?.open ?? false;
    if (read?.kind === "classes" && bound !== undefined) return { state: stateUnder(found, i, bound), open };
    const name = read?.kind === "calendars" ? read.names.get(i) : undefined;
    return { state: name === undefined ? state : found.byName(name), open };
  });

/** What cancellations have in common that are late alike in every reading judged on the way. */
interface Stated {
  readonly bindings: ClassBindings;
  /** The numbers of the states of all questions. */
  readonly states: readonly number[];
  /** The words of the alternates. */
  readonly others: readonly number[];
}

/** Keeps what was found of each; classes whose bindings say the same are one. */
const remembered = <T>(find: (stated: Stated) => T): ((stated: Stated) => T) => {
  const numbers = new Map<string, number>();
  const numberOf = new Map<ClassBindings, number>();
  const memory = new Map<string, T>();
  return (stated) => {
    const { bindings, states, others } = stated;
    let number = numberOf.get(bindings);
    if (number === undefined) {
      const said = JSON.stringify(bindings);
      number = numbers.get(said) ?? numbers.size;
      numbers.set(said, number);
      numberOf.set(bindings, number);
    }
    const key = `${number} ${states.join(" ")} ${others.join(" ")}`;
    const known = memory.get(key);
    if (known !== undefined) return known;
    const found = find(stated);
    memory.set(key, found);
    return found;
  };
};

/** Counts who is late under each reading of the sensitivity table, and in all of them; the log is judged under every one. */
export const countReadings = async (
  { variants, reads, assessing, classes }: Readings,
  session: Session,
): Promise<SensitivityTally> => {
  const families = numberFamilies(assessing.plan.packs.map(({ pack }) => pack));
  const places = families.map(({ family, pack }) =>
    assessing.questions.flatMap((one, i) => (one.pack === pack && one.family === family.id ? [i] : [])),
  );
  const apart = reads.flatMap((read) => (read.kind === "apart" ? [read] : []));

  const signature = signatureOf(assessing.questions, aheadSql(assessing));
  const alternates = alternateWords(assessing);
  const late = lateNames(assessing);
  const columns = [
    ...wordNames(signature).map((name) => `judged.${name}`),
    ...alternates.words.map((_, i) => `judged.alt_${i}`),
    ...apart.flatMap(({ table }) => late.map((name) => `${table}.${name}`)),
  ];
  const joins = apart.map(({ table }) => `join ${table} on ${table}.seq = judged.seq`);
  const rows = await session.rows(`select ${columns.join(", ")}, count(*)
from ${["judged", ...joins].join("\n")}
group by ${columns.join(", ")}`);

  const own = (read: Read | null, found: Found): readonly number[] => {
    const states = statesUnder(found, read);
    return places.map((of) => lateCodeOf(of, states));
  };
  /** The codes of every reading but those that are judged apart: classes are many that are bound alike. */
  const codesOf = remembered(({ bindings, states, others }: Stated): readonly (readonly number[])[] => {
    const byName = (name: string): State => STATES[alternates.read(others, name)] ?? "out";
    const found: Found = {
      bindings,
      own: states.map((state) => STATES[state] ?? "out"),
      byLimit: (question, slot) => byName(limitName(question, slot)),
      byName,
    };
    const asRun = own(null, found);
    return [
      asRun,
      ...reads.map((read) => {
        if (read.kind === "exchanged") return read.families.map((family) => asRun[family] ?? 0);
        return read.kind === "apart" ? [] : own(read, found);
      }),
    ];
  });

  const totals = [AS_RUN, ...variants].map(() => families.map(() => ({ missed: 0, overdue: 0, undetermined: 0 })));
  const inEvery = families.map(() => 0);
  for (const row of rows) {
    const words = row.slice(0, columns.length).map(Number);
    const signed = words.slice(0, signature.words.length);
    const others = words.slice(signed.length, signed.length + alternates.words.length);
    const lates = words.slice(signed.length + others.length);
    const n = countOf(row[columns.length]);
    const bindings = classes.get(signature.read(signed, "class"));
    if (bindings === undefined) throw new Error("a signature names no class");
    const states = assessing.questions.map((_, i) => signature.read(signed, `q${i}`));
    const codesHere = codesOf({ bindings, states, others }).map((codes, reading) => {
      const read = reads[reading - 1];
      if (read?.kind !== "apart") return codes;
      const from = apart.indexOf(read) * late.length;
      return families.map((_, family) => lateCode(lates.slice(from, from + late.length), family));
    });
    families.forEach((_, family) => {
      const codes = codesHere.map((one) => one[family] ?? 0);
      codes.forEach((code, reading) => {
        const total = totals[reading]?.[family];
        if (total !== undefined) addCode(total, code, n);
      });
      if (codes.every(isLateCode)) inEvery[family] = (inEvery[family] ?? 0) + n;
    });
  }
  const byFamily = <T>(values: readonly T[]): Readonly<Record<string, T>> =>
    Object.fromEntries(families.flatMap(({ family }, i) => (values[i] === undefined ? [] : [[family.id, values[i]]])));
  return {
    readings: [AS_RUN, ...variants].map(({ id, title }, i) => ({
      id,
      title,
      families: byFamily<LateTally>(totals[i] ?? []),
    })),
    inEvery: byFamily(inEvery),
  };
};
