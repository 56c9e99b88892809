/** The header of a small export, one record of it, and both as a file. */
export const HEADER = "appointment_id,enrollee_id,scheduled_at,status,canceled_at,canceled_by";
export const RECORD = "A1,E1,2022-08-26,canceled,2022-08-25,plan";
export const LOG = `${HEADER}\n${RECORD}\n`;

/** A zip of one stored entry, by hand: local header, name, nothing inside; enough to be known by. */
export const zipOf = (name: string): Buffer => {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(name.length, 26);
  const directory = Buffer.alloc(46);
  directory.writeUInt32LE(0x02014b50, 0);
  directory.writeUInt16LE(20, 4);
  directory.writeUInt16LE(20, 6);
  directory.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length, 16);
  return Buffer.concat([header, Buffer.from(name), directory, Buffer.from(name), end]);
};

/** The bytes a text is in UTF-16, with its byte order mark or without. */
export const utf16 = (text: string, mark: boolean): Buffer => Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");

/** The bytes of a text that was saved as Latin-1. */
export const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
