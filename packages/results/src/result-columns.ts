import type { RowTexts } from './row-texts.ts';

/** Values of one slice key: a code an example, an index into `values`. */
export interface SliceColumn {
  /** −1: the example has no value. */
  readonly codes: Int32Array;
  /** In ascending order of code units. */
  readonly values: readonly string[];
}

/**
 * Results of one suite, one entry an EXAMPLE in every column, repeats averaged within it. Examples stand in ascending order of their ids
 * (UTF-16 code units, as `<` compares them), metrics and slices in order of their names: columns depend on the set of rows alone, to the bit.
 */
export interface ResultColumns {
  readonly ids: readonly string[];
  /** NaN: not evaluated, or not reported. */
  readonly metrics: ReadonlyMap<string, Float64Array>;
  /** Metrics all of whose values are 0 or 1 in every row. */
  readonly binary: ReadonlySet<string>;
  /** 1: no repeat of the example was evaluated. */
  readonly errors: Uint8Array;
  readonly slices: ReadonlyMap<string, SliceColumn>;
  /** What the rows say in `example`. */
  readonly exampleKeys: readonly (string | undefined)[];
  /** Whether any row names a cluster: its examples are not independent. */
  readonly clustered: boolean;
  /** Rows read; repeats and error rows count, a row that stands in two files counts once. */
  readonly rows: number;
  /** By id, of the lowest repeat; only where asked for. */
  readonly texts: ReadonlyMap<string, RowTexts> | undefined;
}
