import type { Alone } from './candidate-alone.ts';
import type { Comparison } from './comparison.ts';
import type { SuiteInput } from './input.ts';
import type { MetricShape } from './metric-shape.ts';

/** What is asked of one metric over the suite or in one slice, with everything measured, before the answers are weighed together. */
export interface Question {
  readonly input: SuiteInput;
  readonly shape: MetricShape;
  readonly slice: { readonly key: string; readonly value: string } | null;
  /** `gates`: in the family that may hold a merge · `warns`: says something, holds nothing · `shown`: is not judged at all. */
  readonly role: 'gates' | 'warns' | 'shown';
  /** A slice that was not declared: warns by Benjamini and Hochberg's procedure. */
  readonly reported: boolean;
  readonly comparison: Comparison | undefined;
  readonly alone: Alone | undefined;
  /** Planned examples without a value of this metric. */
  readonly missing: number;
  /** More of them than `max_missing`: nothing is judged. */
  readonly tooManyMissing: boolean;
  readonly notes: readonly string[];
}
