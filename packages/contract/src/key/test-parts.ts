import type { HarnessKeyParts, KeyFile, ModelKeyParts } from '../manifest.ts';
import type { ModelPolicy, Policy, SuitePolicy } from '../policy.ts';
import { sha256Hex } from './digest.ts';

/** Builders for tests: a file of the repository, whose object id follows from its content. */
export function fileOf(path: string, content = path, executable = false): KeyFile {
  return { path, oid: sha256Hex(content).slice(0, 40), executable };
}

export function filesOf(...paths: readonly string[]): KeyFile[] {
  return paths.map((path) => fileOf(path));
}

export function modelPartsOf(parts: Partial<ModelKeyParts> = {}): ModelKeyParts {
  return {
    files: filesOf('train.py', 'params.yaml'),
    data: {},
    params: [],
    prompts: [],
    setup: null,
    ...parts,
  };
}

export function harnessPartsOf(parts: Partial<HarnessKeyParts> = {}): HarnessKeyParts {
  return {
    run: 'python evaluate.py',
    code: filesOf('evaluate.py'),
    judge: null,
    repeats: 1,
    metrics: [
      { name: 'accuracy', of: 'correct', aggregate: 'mean', better: 'higher', unit: null, range: null },
    ],
    ...parts,
  };
}

export function suiteOf(suite: Partial<SuitePolicy> = {}): SuitePolicy {
  return {
    name: 'eval',
    run: 'python evaluate.py',
    examples: { kind: 'file', path: 'data/eval.jsonl' },
    id: 'id',
    repeats: 1,
    maxMissing: 0.02,
    timeoutMs: 1_000,
    env: [],
    when: { at: 'pr' },
    slices: [],
    metrics: [],
    ...suite,
  };
}

export function modelOf(model: Partial<ModelPolicy> = {}): ModelPolicy {
  return {
    name: 'digits',
    paths: ['**'],
    ignore: ['**/*.md', 'docs/**', 'LICENSE*'],
    params: [],
    prompts: [],
    data: {},
    suites: [suiteOf()],
    gate: {
      mode: 'enforce',
      falseBlockRate: 0.05,
      whenUnsure: 'pass',
      whenNoBaseline: 'pass',
      whenNotWeighed: 'pass',
      whenNotComparable: 'hold',
    },
    ...model,
  };
}

export function policyWith(...models: readonly ModelPolicy[]): Policy {
  return {
    files: ['weighbridge.yml', 'models/more.yml'],
    models,
    store: { prefix: 'refs/weighbridge', keep: 50, rows: 'ids' },
  };
}
