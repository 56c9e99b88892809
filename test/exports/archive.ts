import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** One file of a zip archive that a test makes. */
export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
  /** Compressed, rather than stored as it is. */
  readonly deflated?: boolean;
  /** Marked as encrypted, with the header of twelve bytes that says by what key; not encrypted at all. */
  readonly encrypted?: boolean;
  /** The size that the archive claims, where it lies. */
  readonly claimed?: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 2022-10-01, as DOS counts days. */
const DATE = ((2022 - 1980) << 9) | (10 << 5) | 1;

const headOf = ({ name, bytes, deflated, encrypted, claimed }: Member, size: number): Buffer => {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE((encrypted === true ? 1 : 0) | 0x800, 2);
  head.writeUInt16LE(deflated === true ? 8 : 0, 4);
  head.writeUInt16LE(DATE, 8);
  head.writeUInt32LE(crc32(bytes), 10);
  head.writeUInt32LE(size, 14);
  head.writeUInt32LE(claimed ?? bytes.length, 18);
  head.writeUInt16LE(Buffer.byteLength(name), 22);
  return head;
};

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** Writes a zip archive byte by byte, so that it may hold what no zip program would write. */
export const zipOf = (members: readonly Member[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const packed = member.deflated === true ? deflateRawSync(member.bytes) : member.bytes;
    const data = member.encrypted === true ? Buffer.concat([Buffer.alloc(12, 7), packed]) : packed;
    const head = headOf(member, data.length);
    const name = Buffer.from(member.name);
    const file = Buffer.concat([number(LOCAL), head, name, data]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    // The central entry has the maker's version before the head, and more numbers behind it.
    directory.push(number(CENTRAL), Buffer.from([20, 0]), head, entry, name);
    files.push(file);
    at += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, central, number(END), end]);
};

/** Gzip without compression, so that every version of zlib writes the same bytes. */
export const storedGzip = (bytes: Buffer): Buffer => {
  const gz = gzipSync(bytes, { level: 0 });
  // The byte that names the system it was made on: unknown.
  gz[9] = 255;
  return gz;
};
