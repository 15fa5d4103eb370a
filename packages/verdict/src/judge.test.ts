import { Failure, type MetricPolicy, type MetricVerdict, type Verdict } from '@weighbridge/contract';
import { describe, expect, it } from 'vitest';
import { aMetric, aModel, aSuite, columns, passes } from './test-inputs.ts';
import { compared, ids, judged } from './test-judging.ts';

function overall(verdict: Verdict, name = 'accuracy'): MetricVerdict {
  const metric = verdict.metrics.find((other) => other.name === name && other.slice === null);
  if (metric === undefined) throw new Error(`no ${name}`);
  return metric;
}

/** Numbers in (0, 1) from a seed: Lehmer's generator. */
function seededUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('pass/fail', () => {
  it('holds a drop that is beyond chance, and says how large', () => {
    const verdict = compared(passes(400, 364), passes(400, 340));
    expect(verdict).toMatchObject({
      outcome: 'regressed',
      exitCode: 1,
      headline: 'Merging makes digits worse: accuracy falls by 6 pp',
      candidate: { rows: 400, planned: 400, total: 400, missing: 0 },
      examples: { counts: { newlyFailing: 24, newlyPassing: 0 } },
    });
    expect(overall(verdict)).toMatchObject({
      outcome: 'regressed',
      baseline: 0.91,
      observed: { n: 400, baseline: 0.91, candidate: 0.85, worse: 24, better: 0 },
      margin: 0.05,
      marginIsDefault: true,
      level: 0.9,
      alpha: [0.05, 0.05],
    });
    const [, high] = overall(verdict).interval ?? [];
    expect(high).toBeLessThan(0);
  });

  it('lets pass what changed nothing, and does not claim to see every drop', () => {
    const verdict = compared(passes(400, 364), passes(400, 364));
    expect(verdict).toMatchObject({ outcome: 'pass', exitCode: 0, headline: 'digits: no drop found' });
    expect(overall(verdict).detectable).toBeGreaterThan(0.01);
    expect(overall(verdict).interval?.[0]).toBeLessThan(0);
  });

  it('says that it gets better', () => {
    const verdict = compared(passes(400, 340), passes(400, 364));
    expect(verdict.outcome).toBe('pass');
    expect(overall(verdict).outcome).toBe('improved');
    expect(verdict.headline).toMatch(/^digits gets better: accuracy rises by 6 pp \(\+\d\.\d … \+\d\.\d\)$/);
  });

  it('does not hold for four newly failing examples what chance makes of them, and holds for five', () => {
    expect(compared(passes(400, 400), passes(400, 397)).outcome).not.toBe('regressed');
    expect(compared(passes(400, 400), passes(400, 395)).outcome).toBe('regressed');
  });

  it('prints the interval that decided', () => {
    for (const worse of [0, 1, 2, 3, 4, 5, 8, 12, 20, 40]) {
      const metric = overall(compared(passes(200, 180), passes(200, 180 - worse)));
      const [low, high] = metric.interval ?? [];
      expect((high ?? 0) < 0, `${worse} worse`).toBe(metric.outcome === 'regressed');
      if (metric.outcome !== 'regressed')
        expect((low ?? 0) >= -(metric.margin ?? 0)).toBe(metric.outcome === 'held');
    }
  });

  it('cannot tell with a few examples, and says what would decide', () => {
    const baseline = passes(40, 36);
    const candidate = [...baseline];
    candidate[0] = candidate[1] = candidate[2] = candidate[3] = 0;
    candidate[39] = 1;
    const verdict = compared(baseline, candidate);
    expect(verdict).toMatchObject({ outcome: 'inconclusive', exitCode: 0 });
    expect(verdict.headline).toBe(
      'digits: cannot tell with 40 examples; merging is allowed (`when_unsure: pass`)',
    );
    const { wouldDecide, margin } = overall(verdict);
    expect(wouldDecide?.examples).toBeGreaterThan(40);
    expect(wouldDecide?.margin).toBeGreaterThan(margin ?? 0);
    const wider = aSuite({
      metrics: [aMetric({ margin: { kind: 'absolute', value: wouldDecide?.margin ?? 0 } })],
    });
    expect(overall(compared(baseline, candidate, { policy: wider })).outcome).toBe('held');
    const held = judged(
      { baselines: [columns({ accuracy: baseline })], candidate: columns({ accuracy: candidate }) },
      { model: aModel({ whenUnsure: 'hold' }) },
    );
    expect(held.exitCode).toBe(3);
  });

  it('allows the drop that the tolerance allows', () => {
    const policy = aSuite({ metrics: [aMetric({ tolerance: { kind: 'points', value: 0.05 } })] });
    expect(compared(passes(400, 364), passes(400, 345), { policy }).outcome).not.toBe('regressed');
    const verdict = compared(passes(400, 364), passes(400, 310), { policy });
    expect(verdict.headline).toBe('Merging makes digits worse: accuracy falls by 13.5 pp (5 pp allowed)');
    expect(overall(verdict).margin).toBeCloseTo(0.1, 12);
  });

  it('borrows the precision of main where a subset was evaluated', () => {
    const baseline = Array.from({ length: 1600 }, (_, at) => (at % 10 === 0 ? 0 : 1));
    const candidate = baseline.slice(0, 400).map((value, at) => (at % 25 === 3 ? 0 : value));
    const verdict = judged({
      baselines: [columns({ accuracy: baseline })],
      candidate: columns({ accuracy: candidate }),
      planned: ids(0, 400),
      suite: ids(0, 1600),
    });
    expect(overall(verdict)).toMatchObject({ n: 400, total: 1600 });
    expect(verdict.candidate).toMatchObject({ rows: 400, planned: 400, total: 1600 });
    expect(overall(verdict).estimate?.kappa).toBeLessThan(1);
  });

  it('takes the mean of six runs of main, and counts against the newest', () => {
    const runs = Array.from({ length: 6 }, (_, run) =>
      columns({ accuracy: Array.from({ length: 200 }, (_, at) => ((at * 7 + run) % 11 === 0 ? 0 : 1)) }),
    );
    const verdict = judged({ baselines: runs, candidate: columns({ accuracy: passes(200, 180) }) });
    expect(overall(verdict).estimate?.runs).toBe(6);
    expect(overall(verdict).observed?.baseline).toBeCloseTo(181 / 200, 12);
  });
});

describe('scores and quantities', () => {
  const score = aSuite({ metrics: [aMetric({ name: 'score', range: [1, 10] })] });
  const cost = aSuite({ metrics: [aMetric({ name: 'cost', better: 'lower', unit: 'usd' })] });
  const wobble = (at: number): number => {
    const value = Math.sin(at * 12.9898) * 43_758.5453;
    return value - Math.floor(value) - 0.5;
  };

  it('judges fewer than 30 scores by flipping signs', () => {
    const baseline = Array.from({ length: 20 }, (_, at) => 6 + wobble(at));
    const verdict = judged({
      policy: score,
      baselines: [columns({ score: baseline })],
      candidate: columns({ score: baseline.map((value, at) => value - 0.5 + wobble(at + 50)) }),
    });
    expect(verdict.outcome).toBe('regressed');
    expect(overall(verdict, 'score').estimate?.test).toBe('sign-flip');
    expect(overall(verdict, 'score').range).toEqual([1, 10]);
  });

  it('calls no score worse whose estimate is not, however lucky the newest run of main was', () => {
    const rows = (value: number) =>
      columns({ accuracy: Array.from({ length: 20 }, (_, at) => value + at / 1000) });
    const verdict = judged({
      policy: aSuite({ metrics: [aMetric({ range: [0, 1] })] }),
      baselines: [rows(0.8), ...Array.from({ length: 5 }, () => rows(0.6))],
      candidate: rows(0.7),
    });
    const { delta, interval, outcome } = overall(verdict);
    expect(delta).toBeCloseTo(0.7 - 3.8 / 6, 12);
    expect(interval?.[1]).toBeGreaterThanOrEqual(delta ?? Number.NaN);
    expect(outcome).not.toBe('regressed');
  });

  it('flips no signs of what is only floating-point noise', () => {
    const baseline = Array.from({ length: 20 }, (_, at) => 0.3 + at / 50);
    const noisy = baseline.map((b) => b * (1 - 1e-12));
    for (const [candidate, outcome] of [
      [noisy, 'regressed'],
      [baseline.map((b) => b * (1 + 1e-12)), 'improved'],
    ] as const) {
      const policy = aSuite({
        metrics: [aMetric({ range: [0, 1], margin: { kind: 'absolute', value: 0.4 } })],
      });
      const metric = overall(compared(baseline, candidate, { policy }));
      expect(metric.outcome).not.toBe(outcome);
      expect(metric.outcome).toBe('held');
    }
  });

  it('decides nothing from fewer than eight', () => {
    const verdict = judged({
      policy: score,
      baselines: [columns({ score: [9, 9, 9, 9, 9, 9, 9] })],
      candidate: columns({ score: [1, 1, 1, 1, 1, 1, 1] }),
    });
    expect(verdict.outcome).toBe('inconclusive');
    expect(overall(verdict, 'score').estimate?.test).toBe('too-few');
  });

  it('takes a share of the baseline as what a quantity may rise by', () => {
    const baseline = Array.from({ length: 200 }, (_, at) => 0.004 * (1 + wobble(at)));
    const of = (factor: number): Verdict =>
      judged({
        policy: cost,
        baselines: [columns({ cost: baseline })],
        candidate: columns({
          cost: baseline.map((value, at) => value * factor * (1 + wobble(at + 31) / 10)),
        }),
      });
    expect(of(1.2).headline).toMatch(/^Merging makes digits worse: cost rises by \d\d(\.\d)? %$/);
    expect(overall(of(1), 'cost').outcome).toMatch(/held|improved/);
    expect(of(0.9).headline).toMatch(/^digits gets better: cost falls by/);
    const [low, high] = overall(of(1.2), 'cost').interval ?? [];
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(low ?? 0);
    expect(overall(of(1), 'cost').margin).toBeCloseTo((0.05 * baseline.reduce((a, b) => a + b)) / 200, 15);
  });

  it('gives the same answer in dollars and in picodollars', () => {
    const baseline = Array.from({ length: 60 }, (_, at) => 4 + wobble(at));
    const candidate = baseline.map((value, at) => value * (1.01 + wobble(at + 9) / 10));
    const of = (unit: number): string | undefined => {
      const verdict = judged({
        policy: cost,
        baselines: [columns({ cost: baseline.map((value) => value * unit) })],
        candidate: columns({ cost: candidate.map((value) => value * unit) }),
      });
      return `${overall(verdict, 'cost').outcome} ${overall(verdict, 'cost').estimate?.p.regressed?.toPrecision(8)}`;
    };
    expect(new Set([of(1), of(1e-12), of(1e12)]).size).toBe(1);
  });

  it('cannot call a quantity held that differs nowhere: nothing shows how far the next one would', () => {
    const same = Array.from({ length: 50 }, () => 3);
    const verdict = judged({
      policy: cost,
      baselines: [columns({ cost: same })],
      candidate: columns({ cost: same }),
    });
    expect(overall(verdict, 'cost')).toMatchObject({ outcome: 'inconclusive', delta: 0 });
  });

  it('cannot call a quantity held either where a subset rises by the same share everywhere', () => {
    const baseline = Array.from({ length: 60 }, (_, at) => 1 + (at % 7) / 10);
    const candidate = baseline.slice(0, 20).map((b) => b * 0.9);
    const metric = overall(
      compared(baseline, candidate, {
        policy: aSuite({ metrics: [aMetric({ margin: { kind: 'relative', value: 0.2 } })] }),
      }),
    );
    expect(metric.estimate?.test).toBe('no-variance');
    expect(metric.outcome).toBe('regressed');
    const within = overall(
      compared(baseline, candidate, {
        policy: aSuite({
          metrics: [
            aMetric({
              tolerance: { kind: 'relative', value: 0.15 },
              margin: { kind: 'relative', value: 0.2 },
            }),
          ],
        }),
      }),
    );
    expect(within.outcome).toBe('inconclusive');
  });

  it('keeps its error rates for skewed quantities on a subset', () => {
    const repetitions = 400;
    const random = seededUniform(20_26);
    const normal = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const measured = (size: number): number => size * Math.exp(0.15 * normal());
    const rate = (metric: MetricPolicy, change: number, outcomes: readonly string[]): number => {
      let count = 0;
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const sizes = Array.from({ length: 500 }, () => Math.exp(1.2 * normal()));
        const verdict = judged({
          policy: aSuite({ metrics: [metric] }),
          baselines: [columns({ size: sizes.map(measured) })],
          candidate: columns({ size: sizes.slice(0, 60).map((size) => change * measured(size)) }),
        });
        if (outcomes.includes(overall(verdict, 'size').outcome)) count++;
      }
      return count / repetitions;
    };
    // The regression estimator alone calls 10 to 13 % of them so; with the pairs asked, too, it is 3 to 4 %.
    expect(rate(aMetric({ name: 'size', better: 'lower' }), 1.05, ['held', 'improved'])).toBeLessThan(0.07);
    expect(rate(aMetric({ name: 'size', better: 'higher' }), 1, ['regressed'])).toBeLessThan(0.07);
  });

  it('refuses a share of nothing, where it gates', () => {
    const zero = Array.from({ length: 50 }, () => 0);
    const policy = aSuite({
      metrics: [aMetric({ name: 'retries', better: 'lower', tolerance: { kind: 'absolute', value: 0.1 } })],
    });
    const retries = [1, -1, ...zero];
    expect(() =>
      judged({ policy, baselines: [columns({ retries })], candidate: columns({ retries }) }),
    ).toThrow(/metric retries: .* mean is 0: write a `margin` in the metric's own unit/);
    const warns = aSuite({ metrics: [aMetric({ name: 'retries', better: 'lower', gate: 'warn' })] });
    const verdict = judged({
      policy: warns,
      baselines: [columns({ retries })],
      candidate: columns({ retries }),
    });
    expect(overall(verdict, 'retries')).toMatchObject({ outcome: 'inconclusive', margin: null });
    // All zeros count as pass/fail rows, whose range needs no share; a declared share still does.
    const share = aSuite({
      metrics: [aMetric({ name: 'retries', better: 'lower', tolerance: { kind: 'relative', value: 0.1 } })],
    });
    expect(() =>
      judged({
        policy: share,
        baselines: [columns({ retries: zero })],
        candidate: columns({ retries: zero }),
      }),
    ).toThrow(/metric retries: a share of main's mean says nothing here, because that mean is 0/);
  });

  it('refuses a margin that is not beyond its tolerance, at its place in the file', () => {
    const where = { file: 'weighbridge.yml', line: 12, column: 9 };
    const policy = aSuite({
      metrics: [
        aMetric({
          tolerance: { kind: 'points', value: 0.02 },
          margin: { kind: 'points', value: 0.01 },
          where,
        }),
      ],
    });
    expect(() => compared(passes(50, 40), passes(50, 40), { policy })).toThrow(
      'weighbridge.yml:12:9: metric accuracy: the margin (1 pp) has to be larger than the tolerance (2 pp)',
    );
    const points = aSuite({
      metrics: [aMetric({ name: 'cost', better: 'lower', tolerance: { kind: 'points', value: 0.01 } })],
    });
    expect(() =>
      judged({
        policy: points,
        baselines: [columns({ cost: [1, 2, 3] })],
        candidate: columns({ cost: [1, 2, 3] }),
      }),
    ).toThrow(/`tolerance: 1pp` needs a `range`/);
  });

  it('never lets the rows of a change choose the test', () => {
    const verdict = compared(passes(50, 40), [...passes(49, 40), 0.5]);
    expect(overall(verdict).estimate?.kind).toBe('pass-fail');
    try {
      compared(passes(50, 40), [...passes(49, 40), 2]);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Failure);
      expect((error as Failure).code).toBe('rows');
      expect((error as Failure).message).toContain('accuracy of example "ex-0000049" is 2');
    }
  });

  it('still knows a pass/fail metric where one run of main never reported it', () => {
    const rows = passes(60, 50);
    const verdict = judged({
      baselines: [columns({ accuracy: rows }), columns({ other: rows })],
      candidate: columns({ accuracy: rows }),
    });
    expect(overall(verdict).estimate?.kind).toBe('pass-fail');
  });

  it('lets a timing warn only, and says so', () => {
    const slow = Array.from({ length: 100 }, (_, at) => 40 + wobble(at));
    const policy = aSuite({ metrics: [aMetric({ name: 'latency', better: 'lower', unit: 'ms' })] });
    const verdict = judged({
      policy,
      baselines: [columns({ latency: slow })],
      candidate: columns({ latency: slow.map((value, at) => value * 2 + wobble(at + 7)) }),
    });
    expect(verdict.outcome).toBe('pass');
    expect(overall(verdict, 'latency')).toMatchObject({ gate: 'warn', outcome: 'regressed' });
    expect(verdict.reasons.join('\n')).toContain('this warns only');
    expect(overall(verdict, 'latency').notes.join()).toContain('a timing warns only');
  });
});
