import type {
  GatePolicy,
  MetricPolicy,
  ModelPolicy,
  SuitePolicy,
  VerdictContext,
} from '@weighbridge/contract';
import type { ResultColumns, SliceColumn } from '@weighbridge/results';
import type { JudgeInput, SuiteInput } from './input.ts';

/** Builders for tests: each takes what the test is about and fills in the rest. */
export function aMetric(part: Partial<MetricPolicy> = {}): MetricPolicy {
  const name = part.name ?? 'accuracy';
  return { name, of: name, aggregate: 'mean', better: 'higher', gate: 'block', slices: [], ...part };
}

export function aSuite(part: Partial<SuitePolicy> = {}): SuitePolicy {
  return {
    name: 'eval',
    run: 'python evaluate.py',
    examples: { kind: 'file', path: 'data/eval.jsonl' },
    id: 'id',
    repeats: 1,
    maxMissing: 0.02,
    timeoutMs: 1_800_000,
    env: [],
    when: { at: 'pr' },
    slices: [],
    metrics: [aMetric()],
    ...part,
  };
}

export function aModel(gate: Partial<GatePolicy> = {}, part: Partial<ModelPolicy> = {}): ModelPolicy {
  return {
    name: 'digits',
    paths: ['**'],
    ignore: [],
    params: [],
    prompts: [],
    data: {},
    suites: [aSuite()],
    gate: {
      mode: 'enforce',
      falseBlockRate: 0.05,
      whenUnsure: 'pass',
      whenNoBaseline: 'pass',
      whenNotWeighed: 'pass',
      whenNotComparable: 'hold',
      ...gate,
    },
    ...part,
  };
}

/** Rows of a suite as columns: `values` by metric, null where the metric has no value. */
export function columns(
  values: Readonly<Record<string, readonly (number | null)[]>>,
  extra: {
    readonly ids?: readonly string[];
    readonly slices?: Readonly<Record<string, readonly (string | null)[]>>;
    readonly errors?: readonly number[];
    readonly exampleKeys?: readonly (string | undefined)[];
    readonly clustered?: boolean;
  } = {},
): ResultColumns {
  const count = extra.ids?.length ?? Object.values(values)[0]?.length ?? 0;
  const ids = extra.ids ?? Array.from({ length: count }, (_, at) => exampleId(at));
  const errors = new Uint8Array(count);
  for (const place of extra.errors ?? []) errors[place] = 1;
  const metrics = new Map<string, Float64Array>();
  const binary = new Set<string>();
  for (const [name, list] of Object.entries(values)) {
    const column = Float64Array.from(list, (value, at) =>
      value === null || errors[at] === 1 ? Number.NaN : value,
    );
    metrics.set(name, column);
    if (column.every((value) => Number.isNaN(value) || value === 0 || value === 1)) binary.add(name);
  }
  const slices = new Map<string, SliceColumn>();
  for (const [key, list] of Object.entries(extra.slices ?? {})) {
    const names = [...new Set(list.filter((value) => value !== null))].sort();
    slices.set(key, {
      codes: Int32Array.from(list, (value) => (value === null ? -1 : names.indexOf(value))),
      values: names,
    });
  }
  return {
    ids,
    metrics,
    binary,
    errors,
    slices,
    exampleKeys: extra.exampleKeys ?? ids.map(() => undefined),
    clustered: extra.clustered ?? false,
    rows: count,
    texts: undefined,
  };
}

/** Ids whose order as text is that of their numbers. */
export function exampleId(at: number): string {
  return `ex-${String(at).padStart(7, '0')}`;
}

export function aSuiteInput(part: Partial<SuiteInput> & Pick<SuiteInput, 'candidate'>): SuiteInput {
  return {
    policy: aSuite(),
    baselines: [],
    planned: undefined,
    suite: undefined,
    mustPass: [],
    notComparable: [],
    ...part,
  };
}

export const noContext: VerdictContext = {
  about: null,
  owner: null,
  runbook: null,
  config: null,
  changed: { files: [], fileCount: 0, params: [], policy: [], why: [] },
  history: [],
  log: [],
  examples: [],
};

export function aJudgeInput(part: Partial<JudgeInput> & Pick<JudgeInput, 'suites'>): JudgeInput {
  return {
    model: aModel(),
    kind: 'pr',
    policyFrom: 'base',
    trust: 'pull_request',
    models: 1,
    baseline: { commit: 'b'.repeat(40), rung: 'stored', runs: 1, ageDays: 2 },
    candidate: { commit: 'c'.repeat(40), attempt: 1 },
    context: noContext,
    ...part,
  };
}

/** `passing` ones, then zeros, `n` in all. */
export function passes(n: number, passing: number): number[] {
  return Array.from({ length: n }, (_, at) => (at < passing ? 1 : 0));
}
