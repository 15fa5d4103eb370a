import type { Row } from '@weighbridge/contract';

/**
 * The row without what may quote an example: label and prediction are left out, and an error keeps only that it is one, as `"error": ""`
 * (any text in `error`, also an empty one, means that the example was not evaluated).
 */
export function withoutTexts(row: Row): Row {
  const { label: _label, prediction: _prediction, error, ...rest } = row;
  return typeof error === 'string' ? { ...rest, error: '' } : rest;
}
