const LF = 0x0a;
const CR = 0x0d;

/** Counts the line ends of a source as its bytes pass by, those inside quotes included. */
export class LineEnds {
  #lf = 0;
  #crlf = 0;
  #cr = 0;
  /** The last byte so far was CR: the next one tells whether it stands alone. */
  #open = false;

  /** Hands the chunks on as they are. */
  async *watch(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.#count(chunk);
      yield chunk;
    }
  }

  get counts(): { readonly lf: number; readonly crlf: number; readonly cr: number } {
    return { lf: this.#lf, crlf: this.#crlf, cr: this.#cr + (this.#open ? 1 : 0) };
  }

  #count(chunk: Buffer): void {
    if (chunk.length === 0) return;
    if (this.#open) {
      if (chunk[0] === LF) this.#crlf++;
      else this.#cr++;
    }
    let paired = this.#open && chunk[0] === LF ? 1 : 0;
    this.#open = chunk[chunk.length - 1] === CR;
    const crs = chunk.includes(CR);
    for (let at = crs ? chunk.indexOf(CR) : -1; at >= 0; at = chunk.indexOf(CR, at + 1)) {
      if (at === chunk.length - 1) break;
      if (chunk[at + 1] === LF) {
        this.#crlf++;
        paired++;
      } else this.#cr++;
    }
    let lfs = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) lfs++;
    this.#lf += lfs - paired;
  }
}
