import { exampleKey, maxFieldChars } from '@weighbridge/contract';
import { GrowingFloats } from './growing.ts';
import { HeldBytes } from './held-bytes.ts';
import { maxRows } from './limits.ts';
import { quoted } from './quoted.ts';
import { isRecord } from './row-check.ts';
import { RowProblems } from './row-problems.ts';

// An id in a list and two maps, and its key.
const bytesPerExample = 200;

/** Which examples a file has, and where in it each stands; the examples themselves are not kept. */
export class ExampleIndex {
  readonly ids: string[] = [];
  readonly keys = new Map<string, string>();
  private readonly held = new HeldBytes((sentence) => this.problems.stop(this.file, undefined, sentence));
  readonly starts = new GrowingFloats(this.held);
  readonly lengths = new GrowingFloats(this.held);
  /** Bytes that come before all examples when they are written: the header of a CSV. */
  header: Buffer | undefined = undefined;
  readonly problems = new RowProblems();
  private readonly lines = new GrowingFloats(this.held);
  private readonly places = new Map<string, number>();
  private readonly file: string;
  private readonly idField: string;

  constructor(file: string, idField: string) {
    this.file = file;
    this.idField = idField;
  }

  /** Number of the example with this id. */
  placeOf(id: string): number | undefined {
    return this.places.get(id);
  }

  /** Takes in one example; returns what is wrong with it. */
  add(record: unknown, line: number, start: number, length: number): string | undefined {
    if (!isRecord(record)) return 'expected an object, one example a line';
    const value = Object.hasOwn(record, this.idField) ? record[this.idField] : undefined;
    const mistake = this.idMistake(value, record);
    if (mistake !== undefined) return mistake;
    const id = String(value);
    const known = this.places.get(id);
    if (known !== undefined) return `the id ${quoted(id)} stands in line ${this.lines.at(known)} already`;
    const place = this.ids.length;
    if (place >= maxRows) {
      this.problems.stop(this.file, line, `more than ${maxRows.toLocaleString('en-US')} examples`);
    }
    try {
      this.keys.set(id, exampleKey(record));
    } catch (error) {
      return keyMistake(record, error);
    }
    this.held.take(bytesPerExample + id.length);
    this.ids.push(id);
    this.places.set(id, place);
    this.lines.set(place, line);
    this.starts.set(place, start);
    this.lengths.set(place, length);
    return undefined;
  }

  private idMistake(value: unknown, record: Record<string, unknown>): string | undefined {
    const field = quoted(this.idField);
    if (value === undefined) {
      const names = Object.keys(record).slice(0, 10).map(quoted).join(', ');
      return `the id field ${field} is missing; this example has ${names === '' ? 'no fields' : names}`;
    }
    if (typeof value !== 'string' && typeof value !== 'number') {
      return `the id field ${field} must be text or a number`;
    }
    if (value === '') return `the id field ${field} is empty`;
    const tooLong = String(value).length > maxFieldChars;
    return tooLong ? `the id field ${field} is longer than ${maxFieldChars} characters` : undefined;
  }
}

/** Why an example has no content key. Passes on what is no fault of the example. */
function keyMistake(record: unknown, error: unknown): string {
  // The engine's way of saying that its stack is full.
  if (error instanceof RangeError) return 'the example is nested too deeply';
  if (allFinite(record)) throw error;
  return 'the example holds a number that is too large for JSON readers to agree on';
}

function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite);
}
