/** How often a line that rewrites itself (`\r`, a progress bar) is passed on before it is complete. */
export const progressEveryMs = 5_000;

/**
 * Cuts a stream of text into lines in bounded memory. `\n` and `\r\n` end a line. A bare `\r` starts the line over, as
 * on a terminal: of all the states of a progress bar the last is passed on, and one every few seconds before
 * that, so that a log shows progress and is not flooded by it.
 */
export class LineReader {
  readonly #maxChars: number;
  readonly #emit: (line: string) => void;
  readonly #nowMs: () => number;
  #line = '';
  #overwritten: string | undefined;
  #progressAt = Number.NEGATIVE_INFINITY;

  /** A line is passed on with at most `maxChars` characters; what is beyond is dropped. */
  constructor(maxChars: number, emit: (line: string) => void, nowMs: () => number) {
    this.#maxChars = maxChars;
    this.#emit = emit;
    this.#nowMs = nowMs;
  }

  push(text: string): void {
    const breaks = /[\r\n]/g;
    let at = 0;
    for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
      this.#append(text.slice(at, found.index));
      at = found.index + 1;
      if (found[0] === '\n') this.#end();
      else this.#startOver();
    }
    this.#append(text.slice(at));
  }

  /** Passes on what stands without a line end. */
  end(): void {
    if (this.#line !== '' || this.#overwritten) this.#end();
  }

  #append(text: string): void {
    if (text === '') return;
    if (this.#overwritten !== undefined) this.#progress(this.#overwritten);
    this.#overwritten = undefined;
    if (this.#line.length < this.#maxChars) this.#line += text.slice(0, this.#maxChars - this.#line.length);
  }

  #startOver(): void {
    // `\r\r\n`, which some tools write on their way through two terminals, is still one line end.
    if (this.#line !== '') this.#overwritten = this.#line;
    this.#line = '';
  }

  #progress(state: string): void {
    const nowMs = this.#nowMs();
    if (nowMs - this.#progressAt < progressEveryMs) return;
    this.#progressAt = nowMs;
    this.#emit(state);
  }

  #end(): void {
    const line = this.#line === '' ? (this.#overwritten ?? '') : this.#line;
    this.#line = '';
    this.#overwritten = undefined;
    this.#emit(line);
  }
}
