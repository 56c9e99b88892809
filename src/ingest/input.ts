/** One source as the arguments name it: a file, a member of a zip archive, or standard input. */
export interface Input {
  /** As the report names it: the path as given, with the member's name behind an archive's. */
  readonly path: string;
  /** The file to open; null for standard input. */
  readonly file: string | null;
  /** The member of the archive `file`; null where the file itself is the source. */
  readonly member: string | null;
  /** It can be read only once, from one end to the other: a named pipe, a device. */
  readonly once?: true;
}
