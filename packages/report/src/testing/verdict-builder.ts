import type { Estimate, MetricVerdict, Verdict, VerdictContext } from '@weighbridge/contract';

/** Verdicts for tests: each builder starts from a plain one and says only what its test is about. */
export function metricBuilder(parts: Partial<MetricVerdict> = {}): MetricVerdict {
  return {
    name: 'accuracy',
    suite: 'eval',
    slice: null,
    gate: 'block',
    better: 'higher',
    unit: null,
    range: [0, 1],
    floor: null,
    baseline: 0.912,
    candidate: 0.914,
    delta: 0.002,
    interval: [-0.011, 0.015],
    level: 0.9,
    alpha: [0.05, 0.05],
    observed: { n: 400, baseline: 0.91, candidate: 0.9125, worse: 6, better: 7 },
    tolerance: 0.005,
    margin: 0.055,
    marginIsDefault: true,
    n: 400,
    total: 1797,
    detectable: 0.034,
    look: 1,
    method: 'regression estimator against main’s full results',
    outcome: 'held',
    wouldDecide: null,
    candidateInterval: null,
    estimate: null,
    config: null,
    notes: [],
    ...parts,
  };
}

/** The numbers behind the held change of the comment page. */
export const regressedEstimate: Estimate = {
  kind: 'pass-fail',
  sign: 1,
  width: 1,
  runs: 1,
  total: 1797,
  n: 400,
  beta: 0.61,
  kappa: 0.6968,
  ratio: 1,
  candidateMean: 0.8775,
  baselineMean: 0.91,
  restMean: 0.9126,
  suiteMean: 0.912,
  delta: -0.032,
  tolerance: 0.005,
  margin: 0.055,
  variance: 0.0000893,
  pairVariance: 0.000228,
  tangoVariance: 0.00024,
  heldVariance: 0.000091,
  df: 398,
  down: 25,
  up: 12,
  statistic: { regressed: -2.857, held: 2.411 },
  test: 't',
  p: {
    regressed: 0.00225,
    t: 0.00225,
    midP: null,
    signFlip: null,
    held: 0.00818,
    heldBinomial: null,
    belowFloor: null,
  },
  missing: null,
  floor: null,
  holm: { alpha: 0.05, family: 2, rank: 1, level: 0.025 },
};

export function regressedMetric(parts: Partial<MetricVerdict> = {}): MetricVerdict {
  return metricBuilder({
    candidate: 0.88,
    delta: -0.032,
    interval: [-0.047, -0.016],
    observed: { n: 400, baseline: 0.91, candidate: 0.8775, worse: 25, better: 12 },
    detectable: 0.042,
    outcome: 'regressed',
    estimate: regressedEstimate,
    ...parts,
  });
}

export function costMetric(parts: Partial<MetricVerdict> = {}): MetricVerdict {
  return metricBuilder({
    name: 'cost',
    gate: 'warn',
    better: 'lower',
    unit: 'usd',
    range: null,
    baseline: 0.0041,
    candidate: 0.0039,
    delta: -0.0002,
    interval: [-0.000246, -0.000156],
    observed: { n: 400, baseline: 0.0041, candidate: 0.0039, worse: 180, better: 220 },
    tolerance: null,
    margin: 0.00041,
    marginIsDefault: false,
    detectable: 0.00012,
    outcome: 'improved',
    ...parts,
  });
}

export function contextBuilder(parts: Partial<VerdictContext> = {}): VerdictContext {
  return {
    about: null,
    owner: null,
    runbook: null,
    config: null,
    changed: { files: [], fileCount: 0, params: [], policy: [], why: [] },
    history: [],
    log: [],
    examples: [],
    ...parts,
  };
}

type VerdictParts = Partial<Omit<Verdict, 'context' | 'candidate' | 'examples'>> & {
  readonly context?: Partial<VerdictContext>;
  readonly candidate?: Partial<Verdict['candidate']>;
  readonly examples?: Partial<Verdict['examples']>;
};

export function verdictBuilder({ context, candidate, examples, ...parts }: VerdictParts = {}): Verdict {
  return {
    schema: 'weighbridge/verdict@1',
    model: 'digits',
    kind: 'pr',
    policy: 'base',
    trust: 'pull_request',
    mode: 'enforce',
    outcome: 'pass',
    exitCode: 0,
    headline: 'digits: no drop found',
    baseline: {
      commit: 'b71e0d4c0ffee0d4b71e0d4c0ffee0d4b71e0d4c',
      rung: 'stored',
      runs: 1,
      ageDays: 2,
      rows: 1797,
    },
    candidate: {
      commit: '3f2a91c0ffee91c03f2a91c0ffee91c03f2a91c0',
      rows: 400,
      planned: 400,
      total: 1797,
      missing: 0,
      attempt: 1,
      ...candidate,
    },
    metrics: [metricBuilder(), costMetric({ outcome: 'held', candidate: 0.004088, delta: -0.0000123 })],
    aggregates: [],
    examples: {
      newlyFailing: [],
      newlyPassing: [],
      mustPassFailing: [],
      added: [],
      removed: [],
      ...examples,
      counts: {
        newlyFailing: 6,
        newlyPassing: 7,
        mustPassFailing: 0,
        added: 0,
        removed: 0,
        ...examples?.counts,
      },
    },
    notComparable: [],
    accepted: [],
    reasons: [],
    ...parts,
    context: contextBuilder(context),
  };
}

const ids = Array.from({ length: 25 }, (_, index) => `ex-${index * 61 + 17}`);

/** The held change of the comment page, with everything that can be folded. */
export function heldVerdict(parts: VerdictParts = {}): Verdict {
  return verdictBuilder({
    outcome: 'regressed',
    exitCode: 1,
    headline: 'Merging makes digits worse: accuracy falls by 3.2 pp (0.5 pp allowed)',
    metrics: [
      regressedMetric(),
      regressedMetric({
        slice: { key: 'segment', value: 'smb' },
        baseline: 0.901,
        candidate: 0.84,
        delta: -0.061,
        interval: [-0.102, -0.02],
        n: 120,
        total: 540,
        detectable: 0.08,
        estimate: null,
      }),
      costMetric(),
      metricBuilder({ name: 'confidence', gate: 'off', outcome: 'held' }),
      metricBuilder({
        gate: 'off',
        slice: { key: 'writer', value: 'left-handed' },
        baseline: 0.88,
        candidate: 0.81,
        delta: -0.07,
        interval: [-0.12, -0.02],
        outcome: 'regressed',
      }),
    ],
    examples: {
      newlyFailing: ids,
      counts: { newlyFailing: 25, newlyPassing: 12, mustPassFailing: 0, added: 0, removed: 0 },
    },
    ...parts,
    context: {
      owner: '@acme/vision',
      runbook: 'docs/runbooks/digits.md',
      changed: {
        files: ['models/digits/train.py', 'models/digits/params.yaml'],
        fileCount: 2,
        params: [{ file: 'params.yaml', key: 'learning_rate', before: '0.1', after: '0.5' }],
        policy: [],
        why: ['2 files under models/digits', 'params.yaml'],
      },
      history: [
        {
          metric: 'accuracy',
          points: Array.from({ length: 20 }, (_, index) => ({
            commit: `${(index + 1).toString(16).padStart(2, '0')}b71e0d4`,
            value: 0.9 + Math.sin(index) * 0.006 + index * 0.0006,
            at: `2026-10-${String(index + 1).padStart(2, '0')}T09:00:00Z`,
          })),
        },
      ],
      ...parts.context,
    },
  });
}
