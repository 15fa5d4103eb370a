import { maxLineBytes } from '@weighbridge/contract';
import { LineSplitter } from './line-splitter.ts';
import { readRowLine } from './row-line.ts';

export interface TailRow {
  readonly id: string;
  readonly repeat: number;
  readonly metrics: ReadonlyMap<string, number>;
  /** null: evaluated. */
  readonly error: string | null;
}

/**
 * Rows of a results.jsonl that a command is still writing, for the estimate so far. Lines that are not rows are passed over: they are refused
 * when the whole file is read. Holds no more than one unfinished line.
 */
export class RowTail {
  private rows: TailRow[] = [];
  private readonly lines: LineSplitter;

  constructor() {
    const passOver = (): void => undefined;
    this.lines = new LineSplitter({ line: (bytes) => this.read(bytes), tooLong: passOver }, maxLineBytes);
  }

  /** Takes the next bytes of the file and returns the rows that they complete. */
  feed(bytes: Uint8Array): readonly TailRow[] {
    this.rows = [];
    this.lines.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return this.rows;
  }

  private read(bytes: Buffer): void {
    const checked = readRowLine(bytes, false);
    if (!checked?.ok) return;
    const { id, repeat, metrics, error } = checked.row;
    this.rows.push({
      id,
      repeat: repeat ?? 0,
      metrics: new Map(Object.entries(metrics)),
      error: error ?? null,
    });
  }
}
