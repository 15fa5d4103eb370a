import { StringDecoder } from 'node:string_decoder';
import { LineReader } from './line-reader.ts';
import type { SecretMask } from './secret-mask.ts';

export type OutputStream = 'stdout' | 'stderr';

/** A line is cut after this many characters: a log is read by people, and memory has to stay bounded. */
export const maxLineChars = 65_536;
/** How many lines an outcome quotes. */
export const lastLineCount = 50;

const cutSign = '… (line cut)';

/** What a command prints: masked, cut into lines, passed on at once; the last lines are kept for the outcome. */
export class CommandLog {
  readonly lastLines: string[] = [];
  readonly #streams: Readonly<Record<OutputStream, { decoder: StringDecoder; reader: LineReader }>>;
  readonly #mask: SecretMask;
  readonly #onLine: (line: string, stream: OutputStream) => void;

  constructor(
    mask: SecretMask,
    onLine: (line: string, stream: OutputStream) => void,
    nowMs: () => number = () => performance.now(),
  ) {
    this.#mask = mask;
    this.#onLine = onLine;
    const streamOf = (stream: OutputStream) => ({
      decoder: new StringDecoder('utf8'),
      // One more than may be needed says that there is more; see SecretMask.apply for `longest`.
      reader: new LineReader(maxLineChars + mask.longest + 1, (line) => this.#line(line, stream), nowMs),
    });
    this.#streams = { stdout: streamOf('stdout'), stderr: streamOf('stderr') };
  }

  write(chunk: Buffer, stream: OutputStream): void {
    const { decoder, reader } = this.#streams[stream];
    reader.push(decoder.write(chunk));
  }

  end(): void {
    for (const { decoder, reader } of Object.values(this.#streams)) {
      reader.push(decoder.end());
      reader.end();
    }
  }

  #line(raw: string, stream: OutputStream): void {
    const masked = this.#mask.apply(raw, maxLineChars);
    const line = raw.length > maxLineChars ? masked + cutSign : masked;
    this.lastLines.push(line);
    if (this.lastLines.length > lastLineCount) this.lastLines.shift();
    this.#onLine(line, stream);
  }
}
