/**
 * Orders two texts by their UTF-8 bytes, as every engine does. JavaScript's own order is by UTF-16 units, which
 * differs where a surrogate pair (U+10000 and above) meets U+E000–U+FFFF; those units are moved behind the surrogates.
 */
export const compareUtf8 = (a: string, b: string): number => {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return weight(x) - weight(y);
  }
  return a.length - b.length;
};

const weight = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/** Orders group keys: texts by their bytes, the unknown last. */
export const compareKeys = (a: string | null, b: string | null): number =>
  a === null ? (b === null ? 0 : 1) : b === null ? -1 : compareUtf8(a, b);
