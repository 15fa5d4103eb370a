import { type MetricVerdict, type Verdict, verdictSchema } from '@weighbridge/contract';
import { describe, expect, it } from 'vitest';
import { estimateSoFar } from './estimate-so-far.ts';
import { settle } from './settle.ts';
import {
  aMetric,
  aModel,
  aSuite,
  aSuiteInput,
  columns,
  exampleId,
  noContext,
  passes,
} from './test-inputs.ts';
import { compared, ids, judged } from './test-judging.ts';
import { verdictSet } from './verdict-set.ts';

function only(verdict: Verdict): MetricVerdict {
  const metric = verdict.metrics.find(({ slice }) => slice === null);
  if (metric === undefined) throw new Error('no metric');
  return metric;
}

describe('rows that are missing', () => {
  it('are reported up to max_missing, and make the verdict incomplete beyond it', () => {
    const rows = passes(400, 364);
    const without = (count: number) =>
      columns({ accuracy: rows }, { errors: Array.from({ length: count }, (_, at) => at * 3) });
    const some = judged({
      baselines: [columns({ accuracy: rows })],
      candidate: without(8),
      planned: ids(0, 400),
    });
    expect(some.outcome).not.toBe('incomplete');
    expect(some.reasons).toContain('8 examples are missing');
    expect(some.candidate).toMatchObject({ rows: 392, planned: 400, missing: 8 });
    const many = judged({
      baselines: [columns({ accuracy: rows })],
      candidate: without(9),
      planned: ids(0, 400),
    });
    expect(many).toMatchObject({ outcome: 'incomplete', exitCode: 3 });
    expect(many.headline).toBe('digits was not weighed in full: 9 of 400 examples are missing (8 may be)');
    expect(only(many).outcome).toBe('missing');
    expect(many.examples.counts.removed).toBe(9);
  });

  it('are never called a regression, however bad what came looks', () => {
    const verdict = judged({
      baselines: [columns({ accuracy: passes(400, 364) })],
      candidate: columns({ accuracy: passes(200, 50) }),
      planned: ids(0, 400),
    });
    expect(verdict.outcome).toBe('incomplete');
  });

  it('count at their worst before a metric is called held', () => {
    const rows = passes(400, 364);
    const margin = { kind: 'points', value: 0.03 } as const;
    const policy = aSuite({ metrics: [aMetric({ margin })] });
    const input = { policy, baselines: [columns({ accuracy: rows })], planned: ids(0, 400) };
    expect(only(judged({ ...input, candidate: columns({ accuracy: rows }) })).outcome).toBe('held');
    const hidden = judged({
      ...input,
      candidate: columns({ accuracy: rows }, { errors: [1, 2, 3, 4, 5, 6, 7, 8] }),
    });
    expect(only(hidden)).toMatchObject({
      outcome: 'inconclusive',
      estimate: { missing: { rows: 8, held: false } },
    });
    expect((only(hidden).interval?.[0] ?? 0) < -0.03).toBe(true);
    // An example that fails anyway hides nothing.
    const failing = judged({ ...input, candidate: columns({ accuracy: rows }, { errors: [390, 391, 392] }) });
    expect(only(failing).outcome).toBe('held');
  });

  it('forbid held where a metric has no range', () => {
    const cost = Array.from({ length: 100 }, (_, at) => 3 + Math.sin(at * 5));
    const policy = aSuite({ metrics: [aMetric({ name: 'cost', better: 'lower' })] });
    const moved = cost.map((value, at) => value * (1 + Math.cos(at * 3) / 100));
    const verdict = judged({
      policy,
      baselines: [columns({ cost })],
      candidate: columns({ cost: moved }, { errors: [5] }),
      planned: ids(0, 100),
    });
    expect(only(verdict).outcome).toBe('inconclusive');
    expect(only(verdict).notes.join()).toContain('without a range they have no worst value');
  });

  it('on main are left out on both sides', () => {
    const verdict = judged({
      baselines: [columns({ accuracy: passes(100, 90) }, { errors: [3, 4] })],
      candidate: columns({ accuracy: passes(100, 90) }),
    });
    expect(only(verdict)).toMatchObject({ n: 98, total: 98, outcome: 'held' });
  });

  it('all of them: nothing is judged', () => {
    const verdict = judged({
      baselines: [columns({ accuracy: passes(20, 18) })],
      candidate: columns({ accuracy: passes(20, 18) }, { errors: Array.from({ length: 20 }, (_, at) => at) }),
    });
    expect(verdict).toMatchObject({ outcome: 'incomplete', exitCode: 3 });
    expect(
      judged({ baselines: [columns({ accuracy: passes(20, 18) })], candidate: columns({}) }).outcome,
    ).toBe('incomplete');
  });
});

describe('examples', () => {
  it('whose content changed are left out of both sides, and said', () => {
    const keys = (changed: number) =>
      ids(0, 100).map((_, at) => (at < changed ? 'aaaaaaaaaaaa' : 'bbbbbbbbbbbb'));
    const verdict = judged({
      baselines: [columns({ accuracy: passes(100, 90) }, { exampleKeys: keys(3) })],
      candidate: columns({ accuracy: passes(100, 90) }, { exampleKeys: keys(0) }),
    });
    expect(only(verdict)).toMatchObject({ n: 97, total: 97 });
    expect(verdict.reasons).toContain('3 examples changed and are left out');
  });

  it('that belong to clusters are judged, and what that costs is said', () => {
    const rows = columns({ accuracy: passes(100, 90) }, { clustered: true });
    const verdict = judged({ baselines: [rows], candidate: rows });
    expect(verdict.reasons.join(' ')).toContain('the intervals are too narrow');
  });

  it('that main does not have are added; planned ones that did not come are removed', () => {
    const verdict = judged({
      baselines: [columns({ accuracy: passes(100, 90) })],
      candidate: columns({ accuracy: passes(101, 90) }),
      planned: [...ids(0, 101), 'ex-new'],
    });
    expect(verdict.examples).toMatchObject({ added: ['ex-0000100'], removed: ['ex-new'] });
  });
});

describe('must-pass ids', () => {
  it('hold a merge alone, with or without main, and never enter the estimate', () => {
    const candidate = columns({ accuracy: [...passes(50, 50), 0] });
    const input = {
      candidate,
      planned: ids(0, 50),
      suite: ids(0, 51),
      mustPass: [exampleId(50), exampleId(3)],
    };
    const verdict = judged({ ...input, baselines: [columns({ accuracy: [...passes(50, 50), 1] })] });
    expect(verdict).toMatchObject({
      outcome: 'regressed',
      exitCode: 1,
      headline: 'Merging makes digits worse: must-pass example ex-0000050 fails',
      examples: { mustPassFailing: ['ex-0000050'] },
    });
    expect(only(verdict)).toMatchObject({ n: 50, outcome: 'held' });
    expect(judged({ ...input, baselines: [] }, { baseline: null }).outcome).toBe('regressed');
  });

  it('that were not evaluated leave the verdict incomplete; unknown ones are said', () => {
    const input = {
      baselines: [columns({ accuracy: passes(51, 51) })],
      planned: ids(0, 50),
      suite: ids(0, 51),
    };
    const candidate = columns({ accuracy: passes(50, 50) });
    expect(judged({ ...input, candidate, mustPass: [exampleId(50)] }).outcome).toBe('incomplete');
    const unknown = judged({ ...input, candidate, mustPass: ['ex-nowhere'] });
    expect(unknown.outcome).toBe('pass');
    expect(unknown.reasons).toContain('must-pass ids that are not in the suite: ex-nowhere');
  });

  it('need a pass/fail metric', () => {
    const policy = aSuite({ metrics: [aMetric({ name: 'score', range: [0, 10] })] });
    const score = Array.from({ length: 20 }, (_, at) => at / 4);
    const input = {
      policy,
      baselines: [columns({ score })],
      candidate: columns({ score }),
      mustPass: [exampleId(0)],
    };
    expect(() => judged(input)).toThrow(
      /`must_pass` needs a metric whose values are 0 and 1, and none of score is/,
    );
  });
});

describe('floors', () => {
  const policy = aSuite({ metrics: [aMetric({ floor: 0.9 })] });

  it('hold what is shown to lie below them, also without main', () => {
    const verdict = compared(passes(400, 330), passes(400, 330), { policy });
    expect(verdict).toMatchObject({ outcome: 'regressed', exitCode: 1 });
    expect(verdict.headline).toBe(
      'Merging makes digits worse: accuracy is 82.5 %, below its floor of 90.0 %',
    );
    expect(only(verdict).outcome).toBe('below-floor');
    const first = judged({ policy, candidate: columns({ accuracy: passes(400, 330) }) }, { baseline: null });
    expect(first).toMatchObject({ outcome: 'regressed', metrics: [{ outcome: 'below-floor' }] });
  });

  it('only warn where the estimate alone lies below', () => {
    const verdict = compared(passes(400, 358), passes(400, 358), { policy });
    expect(verdict.outcome).toBe('pass');
    expect(verdict.reasons.join()).toContain('accuracy: estimated at 89.5 %, below its floor of 90.0 %');
  });

  it('are ceilings where lower is better', () => {
    const errors = aSuite({ metrics: [aMetric({ name: 'toxic', better: 'lower', floor: 0.05 })] });
    const of = (count: number): Verdict =>
      judged({
        policy: errors,
        baselines: [columns({ toxic: passes(400, count) })],
        candidate: columns({ toxic: passes(400, count) }),
      });
    expect(only(of(10)).outcome).toBe('held');
    expect(only(of(60)).outcome).toBe('below-floor');
    expect(of(60).headline).toContain('toxic is 15.0 %, above its floor of 5.0 %');
  });
});

describe('slices', () => {
  const half = Array.from({ length: 400 }, (_, at) => (at % 4 === 0 ? 'smb' : 'large'));
  const baseline = columns({ accuracy: Array.from({ length: 400 }, () => 1) }, { slices: { segment: half } });
  const candidate = columns(
    { accuracy: half.map((value, at) => (value === 'smb' && at < 60 ? 0 : 1)) },
    { slices: { segment: half.map(() => 'hidden') } },
  );

  it('that are declared hold a merge by themselves, by the slices of main', () => {
    const policy = aSuite({
      metrics: [aMetric({ slices: ['segment'], tolerance: { kind: 'points', value: 0.05 } })],
    });
    const verdict = judged({ policy, baselines: [baseline], candidate });
    expect(verdict.metrics.map(({ slice, outcome }) => [slice?.value, outcome])).toEqual([
      [undefined, expect.stringMatching(/held|inconclusive/)],
      ['large', 'held'],
      ['smb', 'regressed'],
    ]);
    expect(verdict.headline).toBe(
      'Merging makes digits worse: accuracy in segment smb falls by 15 pp (5 pp allowed)',
    );
    expect(verdict.metrics[0]?.estimate?.holm).toMatchObject({ family: 3 });
  });

  it('that are only reported warn', () => {
    const policy = aSuite({
      slices: ['segment', 'nowhere'],
      metrics: [aMetric({ tolerance: { kind: 'points', value: 0.05 } })],
    });
    const verdict = judged({ policy, baselines: [baseline], candidate });
    expect(verdict.outcome).not.toBe('regressed');
    expect(verdict.metrics.find(({ slice }) => slice?.value === 'smb')).toMatchObject({
      gate: 'warn',
      outcome: 'regressed',
    });
    expect(verdict.reasons.join('\n')).toContain(
      'accuracy in segment smb falls by 15 pp (5 pp allowed); this warns only',
    );
    expect(verdict.reasons).toContain("slice nowhere is not in main's rows");
  });

  it('with fewer than eight examples are never rejected and stay in the family', () => {
    const few = half.map((_, at) => (at < 7 ? 'tiny' : 'rest'));
    const policy = aSuite({ metrics: [aMetric({ slices: ['segment'] })] });
    const verdict = judged({
      policy,
      baselines: [columns({ accuracy: passes(400, 400) }, { slices: { segment: few } })],
      candidate: columns({ accuracy: few.map((value) => (value === 'tiny' ? 0 : 1)) }),
    });
    const tiny = verdict.metrics.find(({ slice }) => slice?.value === 'tiny');
    expect(tiny?.outcome).toBe('inconclusive');
    expect(tiny?.estimate?.holm?.family).toBe(3);
  });
});

describe('the family of tests', () => {
  it('shares the rate of false blocks among models and metrics', () => {
    const rows = { a: passes(400, 364), b: passes(400, 364) };
    const policy = aSuite({ metrics: [aMetric({ name: 'a' }), aMetric({ name: 'b' })] });
    const verdict = judged({ policy, baselines: [columns(rows)], candidate: columns(rows) }, { models: 2 });
    expect(verdict.metrics[0]?.estimate?.holm).toMatchObject({ alpha: 0.025, family: 2, level: 0.0125 });
    expect(verdict.metrics[0]?.alpha).toEqual([0.05, 0.0125]);
    expect(verdict.metrics[0]?.level).toBeCloseTo(0.9375, 12);
  });
});

describe('without a comparison', () => {
  it('the first weighing shows the change alone', () => {
    const verdict = judged({ candidate: columns({ accuracy: passes(1797, 1642) }) }, { baseline: null });
    expect(verdict).toMatchObject({ outcome: 'no-baseline', exitCode: 0, baseline: null });
    expect(verdict.headline).toMatch(
      /^First weighing of digits: accuracy 91\.4 % \(90\.\d … 92\.\d\), nothing to compare with yet$/,
    );
    expect(only(verdict)).toMatchObject({ outcome: 'missing', delta: null, estimate: null });
  });

  it('a run of another model is shown and never blocks', () => {
    const verdict = judged(
      {
        baselines: [columns({ accuracy: passes(400, 390) })],
        candidate: columns({ accuracy: passes(400, 200) }),
      },
      { baseline: { commit: null, rung: 'ancestor', runs: 1, ageDays: 3 } },
    );
    expect(verdict).toMatchObject({ outcome: 'not-comparable', exitCode: 0 });
    expect(only(verdict)).toMatchObject({ outcome: 'missing' });
    expect(only(verdict).delta).toBeCloseTo(-0.475, 12);
  });

  it('another harness is named, and nothing is compared', () => {
    const verdict = compared(passes(400, 390), passes(400, 200), {
      notComparable: ['the judge changed (gpt-9-mini → gpt-9)'],
    });
    expect(verdict).toMatchObject({
      outcome: 'not-comparable',
      headline: 'digits cannot be compared: the judge changed (gpt-9-mini → gpt-9)',
    });
    expect(only(verdict).delta).toBeNull();
  });

  it('aggregates are reported and gate nothing', () => {
    const verdict = compared(passes(50, 45), passes(50, 45), {
      aggregates: { baseline: new Map([['auc', 0.93]]), candidate: new Map([['auc', 0.5]]) },
    });
    expect(verdict.outcome).toBe('pass');
    expect(verdict.aggregates).toEqual([
      { name: 'auc', suite: 'eval', baseline: 0.93, candidate: 0.5, delta: 0.5 - 0.93 },
    ]);
  });

  it('observing answers 0 and says what it would have done', () => {
    const verdict = judged(
      {
        baselines: [columns({ accuracy: passes(400, 390) })],
        candidate: columns({ accuracy: passes(400, 300) }),
      },
      { model: aModel({ mode: 'observe' }) },
    );
    expect(verdict).toMatchObject({ outcome: 'regressed', exitCode: 0 });
    expect(verdict.headline).toBe('digits would have been held: accuracy falls by 22.5 pp');
  });
});

describe('several verdicts', () => {
  const plain = {
    kind: 'pr',
    policyFrom: 'base',
    trust: 'pull_request',
    reasons: [],
    baseline: null,
    context: noContext,
  } as const;
  const candidate = { commit: null, attempt: 1 };
  const of = (outcome: 'untouched' | 'error' | 'incomplete'): Verdict =>
    settle({ ...plain, model: aModel(), outcome, headline: 'x', candidate });

  it('settle without numbers', () => {
    expect(verdictSchema.parse(of('error'))).toMatchObject({ outcome: 'error', exitCode: 4, metrics: [] });
  });

  it('answer with the worst of them', () => {
    const regressed = compared(passes(400, 364), passes(400, 300));
    expect(verdictSet([of('untouched'), of('error'), regressed])).toMatchObject({
      outcome: 'regressed',
      exitCode: 1,
    });
    expect(verdictSet([of('incomplete'), of('error')])).toMatchObject({ outcome: 'error', exitCode: 4 });
    expect(verdictSet([])).toMatchObject({ outcome: 'untouched', exitCode: 0 });
    const observed = { ...regressed, exitCode: 0 };
    expect(verdictSet([of('untouched'), observed])).toMatchObject({ outcome: 'regressed', exitCode: 0 });
  });
});

describe('the estimate so far', () => {
  it('comes without a decision and without taking what is to come for missing', () => {
    const input = aSuiteInput({
      baselines: [columns({ accuracy: passes(400, 364) })],
      candidate: columns({ accuracy: passes(100, 80) }),
      planned: ids(0, 400),
    });
    const [estimate] = estimateSoFar(input);
    expect(estimate).toMatchObject({ metric: 'accuracy', n: 100 });
    expect(estimate?.delta).toBeLessThan(0);
    expect(estimateSoFar({ ...input, baselines: [] })).toEqual([]);
    expect(estimateSoFar({ ...input, candidate: columns({ accuracy: [1, 0] }) })).toEqual([]);
  });
});
