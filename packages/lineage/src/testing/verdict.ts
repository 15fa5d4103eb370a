import type { Verdict } from '@weighbridge/contract';

type Metric = Verdict['metrics'][number];

/** A metric of a verdict, held, with what a test says about it. */
export function metricOf(parts: Partial<Metric> = {}): Metric {
  return {
    name: 'accuracy',
    suite: 'eval',
    slice: null,
    gate: 'block',
    better: 'higher',
    unit: null,
    range: [0, 1],
    floor: null,
    baseline: 0.9,
    candidate: 0.9,
    delta: 0,
    interval: [-0.01, 0.01],
    level: 0.9,
    alpha: [0.05, 0.05],
    observed: null,
    tolerance: 0,
    margin: 0.01,
    marginIsDefault: true,
    n: 100,
    total: 100,
    detectable: null,
    look: 1,
    method: 'x',
    outcome: 'held',
    wouldDecide: null,
    candidateInterval: null,
    estimate: null,
    config: null,
    notes: [],
    ...parts,
  };
}

/** A verdict that passed, with what a test says about it. */
export function verdictOf(parts: Partial<Verdict> = {}): Verdict {
  return {
    schema: 'weighbridge/verdict@1',
    model: 'digits',
    kind: 'main',
    policy: 'base',
    trust: 'main',
    mode: 'enforce',
    outcome: 'pass',
    exitCode: 0,
    headline: 'accuracy held',
    baseline: null,
    candidate: { commit: null, rows: 1, planned: 1, total: 1, missing: 0, attempt: 1 },
    metrics: [metricOf()],
    aggregates: [],
    examples: {
      newlyFailing: [],
      newlyPassing: [],
      mustPassFailing: [],
      added: [],
      removed: [],
      counts: { newlyFailing: 0, newlyPassing: 0, mustPassFailing: 0, added: 0, removed: 0 },
    },
    notComparable: [],
    accepted: [],
    reasons: [],
    context: {
      about: null,
      owner: null,
      runbook: null,
      config: null,
      changed: { files: [], fileCount: 0, params: [], policy: [], why: [] },
      history: [],
      log: [],
      examples: [],
    },
    ...parts,
  };
}
