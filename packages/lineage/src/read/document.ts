import type { Where } from '@weighbridge/contract';

/** The way from the top of a document to a value in it: keys and list positions. */
export type ValuePath = readonly (string | number)[];

/** A parsed file: plain data (aliases share what they stand for), and where a value stands in it. */
export interface Document {
  readonly file: string;
  readonly value: unknown;
  /** Place of a value, as exactly as the format tells it; line 1 where it does not. */
  where(path: ValuePath): Where;
  /** How a number, true or false is written, where the format keeps it: YAML takes the version 1.10 for 1.1. */
  written?(path: ValuePath): string | undefined;
}
