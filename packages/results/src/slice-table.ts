import { GrowingInts } from './growing.ts';
import type { HeldBytes } from './held-bytes.ts';
import { maxSliceKeys, maxSliceValues } from './limits.ts';
import { quoted } from './quoted.ts';
import type { RowFields } from './row-fields.ts';
import { TextCodes } from './text-codes.ts';

/** Codes of one slice key by example; −1 where none. */
export interface SliceCodes {
  readonly values: TextCodes;
  readonly codes: GrowingInts;
}

/** Values of all slice keys by example. */
export class SliceTable {
  readonly names = new TextCodes(maxSliceKeys);
  readonly columns: (SliceCodes | undefined)[] = [];
  private readonly held: HeldBytes;

  constructor(held: HeldBytes) {
    this.held = held;
  }

  /** The values that one slice key has had. */
  valuesOf(column: number): TextCodes {
    return this.columnAt(column).values;
  }

  /** Sets what a row says of its example; returns what contradicts an earlier row of the example, as sentences. */
  set(example: number, fields: RowFields): readonly string[] {
    const mistakes: string[] = [];
    for (let at = 0; at < fields.sliceCount; at++) {
      const column = fields.sliceColumn[at] ?? 0;
      const { codes, values } = this.columnAt(column);
      const code = fields.sliceCode[at] ?? -1;
      const known = codes.at(example);
      if (known === -1) codes.set(example, code);
      else if (known !== code) {
        const name = quoted(this.names.texts[column] ?? '');
        const [here, before] = [quoted(values.texts[code] ?? ''), quoted(values.texts[known] ?? '')];
        const what = `slice ${name} of example ${quoted(fields.id)}`;
        mistakes.push(`${what} is ${here} here and ${before} in an earlier row of it`);
      }
    }
    return mistakes;
  }

  private columnAt(column: number): SliceCodes {
    const known = this.columns[column];
    if (known !== undefined) return known;
    const made = { values: new TextCodes(maxSliceValues), codes: new GrowingInts(this.held, -1) };
    this.columns[column] = made;
    return made;
  }
}
