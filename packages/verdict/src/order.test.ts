import type { Verdict } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SuiteInput } from './input.ts';
import { judge } from './judge.ts';
import { aJudgeInput, aMetric, aSuite, aSuiteInput, columns, exampleId } from './test-inputs.ts';

/** A number in [0, 1) that a text of numbers stands for. */
function noise(...parts: readonly number[]): number {
  const value =
    Math.sin(parts.reduce((sum, part, at) => sum + part * (12.9898 + at * 78.233), 1)) * 43_758.5453;
  return value - Math.floor(value);
}

function suiteOf(seed: number, total: number, planned: number): SuiteInput {
  const ids = Array.from({ length: total }, (_, at) => exampleId(at));
  const run = (side: number, count: number): ResultColumns =>
    columns(
      {
        accuracy: ids
          .slice(0, count)
          .map((_, at) => (noise(seed, at, 1) + noise(seed, at, side) / 3 < 1.1 ? 1 : 0)),
        score: ids.slice(0, count).map((_, at) => 10 * noise(seed, at, side + 10)),
        cost: ids
          .slice(0, count)
          .map((_, at) => 1e-3 * (1 + noise(seed, at) + noise(seed, at, side + 20) / 5)),
      },
      {
        slices: { segment: ids.slice(0, count).map((_, at) => (at % 7 === 0 ? null : `s${at % 3}`)) },
        errors: count > 20 && side === 9 ? [seed % 20] : [],
        exampleKeys: ids
          .slice(0, count)
          .map((_, at) => (at === seed % 31 && side === 9 ? 'cccccccccccc' : 'dddddddddddd')),
      },
    );
  return aSuiteInput({
    policy: aSuite({
      slices: ['segment'],
      metrics: [
        aMetric({ slices: ['segment'], floor: 0.6 }),
        aMetric({ name: 'score', range: [0, 10] }),
        aMetric({ name: 'cost', better: 'lower', gate: 'warn' }),
      ],
    }),
    baselines: [run(2, total), run(3, total), run(4, total)],
    candidate: run(9, planned),
    planned: ids.slice(0, planned),
    suite: ids,
    mustPass: ids.slice(2, 4),
  });
}

/** The same rows in another order. */
function shuffled(rows: ResultColumns, seed: number): ResultColumns {
  const places = rows.ids.map((_, at) => at).sort((a, b) => noise(seed, a) - noise(seed, b));
  const take = <T>(list: ArrayLike<T>): T[] => places.map((place) => list[place] as T);
  return {
    ...rows,
    ids: take(rows.ids),
    exampleKeys: take(rows.exampleKeys),
    errors: Uint8Array.from(take(rows.errors)),
    metrics: new Map([...rows.metrics].map(([name, column]) => [name, Float64Array.from(take(column))])),
    slices: new Map(
      [...rows.slices].map(([key, { codes, values }]) => [
        key,
        {
          codes: Int32Array.from(take(codes), (code) => (code < 0 ? code : values.length - 1 - code)),
          values: [...values].reverse(),
        },
      ]),
    ),
  };
}

const verdictOf = (suite: SuiteInput): Verdict => judge(aJudgeInput({ suites: [suite] }));

describe('a verdict', () => {
  it('is the same to the last bit in whatever order rows, ids and lists come', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 9, max: 160 }),
        fc.integer({ min: 0, max: 100 }),
        (seed, total, share) => {
          const suite = suiteOf(seed, total, Math.max(1, Math.round((total * share) / 100)));
          const reordered: SuiteInput = {
            ...suite,
            baselines: suite.baselines.map((run, at) => shuffled(run, seed + at)),
            candidate: shuffled(suite.candidate, seed + 7),
            planned: suite.planned?.toReversed(),
            suite: suite.suite?.toReversed(),
            mustPass: suite.mustPass.toReversed(),
          };
          const verdict = verdictOf(suite);
          expect(verdictOf(reordered)).toEqual(verdict);
          expect(JSON.stringify(verdictOf(suite))).toBe(JSON.stringify(verdict));
        },
      ),
      { numRuns: 60, seed: 20_260_101 },
    );
  });

  it('never turns better when one more example of a full run fails', () => {
    const order = ['regressed', 'inconclusive', 'held', 'improved'];
    const rank = (verdict: Verdict): number =>
      order.indexOf(verdict.metrics[0]?.outcome.replace('below-floor', 'regressed') ?? '');
    const policy = (tolerance: number) =>
      aSuite({ metrics: [aMetric({ tolerance: { kind: 'points', value: tolerance }, floor: 0.5 })] });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 9 })), { minLength: 8, maxLength: 120 }),
        fc.constantFrom(0, 0.02, 0.1),
        fc.nat(),
        (pairs, tolerance, pick) => {
          const baseline = pairs.map(([passes]) => (passes ? 1 : 0));
          const candidate = pairs.map(([passes, luck]) => (passes === luck > 0 ? 1 : 0));
          const passing = candidate.flatMap((value, at) => (value === 1 ? [at] : []));
          if (passing.length === 0) return;
          const worse = [...candidate];
          worse[passing[pick % passing.length] ?? 0] = 0;
          const of = (values: readonly number[]): number =>
            rank(
              verdictOf(
                aSuiteInput({
                  policy: policy(tolerance),
                  baselines: [columns({ accuracy: baseline })],
                  candidate: columns({ accuracy: values }),
                }),
              ),
            );
          expect(of(worse)).toBeLessThanOrEqual(of(candidate));
        },
      ),
      { numRuns: 200, seed: 20_260_102 },
    );
  });

  it('is well formed however small or odd the rows are', () => {
    for (const n of [0, 1, 2, 3, 7, 8])
      for (const value of [0, 1, 0.5, 1e12, 1e-12, -3]) {
        const rows = columns({ accuracy: Array.from({ length: n }, () => value) });
        const verdict = verdictOf(aSuiteInput({ baselines: [rows], candidate: rows }));
        expect(notNumbers(verdict)).toEqual([]);
        expect(verdict.outcome).toBe(
          n === 0 ? 'incomplete' : n < 8 || ![0, 1].includes(value) ? 'inconclusive' : verdict.outcome,
        );
        expect(verdict.outcome).not.toBe('regressed');
      }
  });

  it('keeps null where a number would be none, also where sums overflow', () => {
    const extremes = [1e308, -1e308, 1e300, 1e160, 1e-300, 5e-324, 0, 1];
    const amount = fc.option(fc.constantFrom({ kind: 'relative' as const, value: 3 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...extremes), fc.constantFrom(...extremes)), { maxLength: 40 }),
        fc.constantFrom('higher' as const, 'lower' as const),
        fc.option(fc.constantFrom(0, -1e300), { nil: undefined }),
        amount,
        (drawn, better, floor, margin) => {
          // A 2 among them: 0 and 1 alone would make it pass/fail.
          const pairs = [[2, 2], ...drawn] as const;
          const metric = aMetric({
            better,
            gate: 'warn',
            ...(floor === undefined ? {} : { floor }),
            ...(margin === undefined ? {} : { margin }),
          });
          const verdict = verdictOf(
            aSuiteInput({
              policy: aSuite({ metrics: [metric] }),
              baselines: [columns({ accuracy: pairs.map(([b]) => b) })],
              candidate: columns({ accuracy: pairs.map(([, c]) => c) }),
            }),
          );
          expect(notNumbers(verdict)).toEqual([]);
        },
      ),
      { numRuns: 300, seed: 20_260_103 },
    );
  });
});

/** Paths of NaN, infinities and negative zeros, none of which JSON can carry. */
function notNumbers(value: unknown, path = ''): string[] {
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} = ${value}`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => notNumbers(part, `${path}.${key}`));
}
