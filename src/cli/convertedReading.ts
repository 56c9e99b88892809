import type { Request } from "../audit.ts";
import type { Converted } from "../ingest/converted.ts";
import type { ReadingOption } from "../model/converted.ts";
import { failure } from "../model/failure.ts";
import { compareUtf8 } from "../model/utf8Order.ts";
import type { RawOptions } from "./settle.ts";

/** Gives a run over a converted log the options that the conversion had and that nothing but the log can know. */
export const withConverted = <T extends RawOptions>(options: T, { manifest }: Converted): T => {
  const { key, timezone } = manifest.reading.options;
  return {
    ...(key === undefined ? {} : { key }),
    ...(timezone === undefined ? {} : { timezone }),
    ...options,
  };
};

/** How a run reads, in the words of the manifest. */
export const readingOf = ({ reading }: Request) => ({
  mapping: reading.mapping === null ? null : { id: reading.mapping.id, sha256: reading.mapping.sha256 },
  encoding: reading.encoding ?? null,
  delimiter: reading.delimiter ?? null,
  dateOrder: reading.dateOrder ?? null,
  key: [...reading.keyFields],
  timezone: reading.zone.name,
});

const HELD: Readonly<
  Record<Exclude<ReadingOption, "timezone">, "mapping" | "encoding" | "delimiter" | "dateOrder" | "key">
> = {
  mapping: "mapping",
  encoding: "encoding",
  delimiter: "delimiter",
  "date-order": "dateOrder",
  key: "key",
};

/**
 * Holds a run against the conversion of the log that it reads: what decides how exports are read was decided then. An
 * option that was given then and is not given now stands, and is told in the report as it would have been.
 * @throws Failure `converted-reading` or `converted-zone` where the two differ.
 */
export const settleConverted = (request: Request, converted: Converted, raw: RawOptions): Request => {
  const { path, manifest } = converted;
  const held = manifest.reading;
  const asked = readingOf(request);
  const given: Readonly<Record<keyof typeof HELD, string | undefined>> = {
    mapping: raw.mapping,
    encoding: raw.encoding,
    delimiter: raw.delimiter,
    "date-order": raw.dateOrder,
    key: raw.key,
  };
  for (const [name, field] of Object.entries(HELD) as [keyof typeof HELD, (typeof HELD)[keyof typeof HELD]][]) {
    const value = given[name];
    if (value === undefined || JSON.stringify(asked[field]) === JSON.stringify(held[field])) continue;
    const before = held.options[name];
    const without = name === "key" ? "the appointment_id alone as key" : `no ${`--${name}`}`;
    throw failure("converted-reading", {
      path,
      option: `--${name}`,
      asked: value,
      held: before === undefined ? without : `--${name} ${before}`,
    });
  }
  if (asked.timezone !== held.timezone)
    throw failure("converted-zone", { path, zone: asked.timezone, held: held.timezone });
  const options = { ...held.options, ...request.options };
  return {
    ...request,
    converted,
    options: Object.fromEntries(Object.entries(options).sort(([a], [b]) => compareUtf8(a, b))),
  };
};
