import { maxFieldChars, type Row } from '@weighbridge/contract';

/** What a row says in words; texts of errors are cut at `maxFieldChars`. */
export interface RowTexts {
  label?: string;
  prediction?: string;
  error?: string;
}

/** The texts of a row; undefined where it has none. */
export function textsOf(row: Readonly<Partial<Row>>): RowTexts | undefined {
  const { label, prediction, error } = row;
  if (label === undefined && prediction === undefined && typeof error !== 'string') return undefined;
  return {
    ...(label === undefined ? {} : { label }),
    ...(prediction === undefined ? {} : { prediction }),
    ...(typeof error === 'string' ? { error: error.slice(0, maxFieldChars) } : {}),
  };
}

/**
 * The row without what may quote an example: label and prediction are left out, and an error keeps only that it is one, as `"error": ""`
 * (any text in `error`, also an empty one, means that the example was not evaluated).
 */
export function withoutTexts(row: Row): Row {
  const { label: _label, prediction: _prediction, error, ...rest } = row;
  return typeof error === 'string' ? { ...rest, error: '' } : rest;
}
