import type { z } from 'zod';
import type { Where } from '../failure.ts';
import type {
  DataSource,
  GatePolicy,
  ImagePolicy,
  MetricPolicy,
  ModelPolicy,
  StorePolicy,
  SuitePolicy,
  TrainPolicy,
} from '../policy.ts';
import { parseAmount, parseShare } from './amount.ts';
import { parseDuration } from './duration.ts';
import type { storeSchema } from './file-schema.ts';
import type { gateSchema } from './gate-schema.ts';
import type { imageSchema } from './image-schema.ts';
import type { metricSchema } from './metric-schema.ts';
import { defaultIgnore, defaultPaths, type ModelInput, type SuiteInput } from './model-schema.ts';
import { keyWhere, type Node } from './node.ts';
import { normalPath } from './repository-path.ts';
import { formatOf } from './rules.ts';
import type { trainSchema } from './train-schema.ts';
import { parseWhen } from './when.ts';
import { parseWindow } from './window.ts';

const defaultTimeoutMs = 1_800_000;
const defaultTrainTimeoutMs = 7_200_000;
const defaultMaxMissing = 0.02;
const defaultFalseBlockRate = 0.05;

/** A checked model in its one normal form: defaults filled in, amounts parsed, `eval` and `evals` made one. */
export function normaliseModel(name: string, input: ModelInput, node: Node, where: Where): ModelPolicy {
  const single = input.eval === undefined ? [] : [suitePolicy('eval', input.eval, node, ['eval'])];
  const several = Object.entries(input.evals ?? {});
  return {
    name,
    ...given('about', input.about),
    ...given('owner', input.owner),
    ...given('runbook', input.runbook),
    paths: (input.paths ?? defaultPaths).map(normalPath),
    ignore: (input.ignore ?? defaultIgnore).map(normalPath),
    ...given('setup', input.setup),
    params: (input.params ?? []).map(normalPath),
    prompts: (input.prompts ?? []).map(normalPath),
    data: {
      ...given('train', dataSource(input.data?.train)),
      ...given('eval', dataSource(input.data?.eval)),
    },
    ...given('image', imagePolicy(input.image, node)),
    ...given('train', trainPolicy(input.train, node)),
    suites: [
      ...single,
      ...several.map(([suite, value]) => suitePolicy(suite, value, node, ['evals', suite])),
    ],
    gate: gatePolicy(input.gate),
    where,
  };
}

function imagePolicy(input: z.infer<typeof imageSchema> | undefined, model: Node): ImagePolicy | undefined {
  if (input === undefined) return undefined;
  const where = keyWhere(model, ['image']);
  if (input.ref !== undefined) return { kind: 'ref', ref: input.ref, where };
  const context =
    input.context === undefined || input.context === '.' ? '.' : normalPath(input.context.replace(/\/$/, ''));
  return {
    kind: 'build',
    context,
    dockerfile: normalPath(input.dockerfile ?? (context === '.' ? 'Dockerfile' : `${context}/Dockerfile`)),
    locks: input.lock === undefined ? [] : [normalPath(input.lock)],
    ...given('inputs', input.inputs?.map(normalPath)),
    args: input.args ?? {},
    ...given('target', input.target),
    where,
  };
}

function trainPolicy(input: z.infer<typeof trainSchema> | undefined, model: Node): TrainPolicy | undefined {
  if (input === undefined) return undefined;
  return {
    run: input.run,
    outputs: (input.outputs ?? []).map((path) => normalPath(path.replace(/\/$/, ''))),
    seed: input.seed ?? 0,
    when: parseWhen(input.when ?? 'pr'),
    timeoutMs: parseDuration(input.timeout) ?? defaultTrainTimeoutMs,
    env: input.env ?? [],
    where: keyWhere(model, ['train']),
  };
}

function suitePolicy(name: string, input: SuiteInput, model: Node, path: readonly string[]): SuitePolicy {
  const metrics = Object.entries(input.metrics);
  return {
    name,
    run: input.run,
    ...given('code', input.code?.map(normalPath)),
    ...given(
      'judge',
      input.judge && { model: input.judge.model, ...given('prompt', normal(input.judge.prompt)) },
    ),
    examples:
      typeof input.examples === 'string'
        ? { kind: 'file', path: normalPath(input.examples) }
        : { kind: 'list', command: input.examples.list },
    id: input.id ?? 'id',
    ...given(
      'results',
      input.results && {
        path: normalPath(input.results.path),
        format: input.results.format ?? formatOf(input.results.path) ?? 'jsonl',
      },
    ),
    ...given('subset', input.subset),
    ...given('mustPass', normal(input.must_pass)),
    repeats: input.repeats ?? 1,
    maxMissing: parseShare(input.max_missing) ?? defaultMaxMissing,
    timeoutMs: parseDuration(input.timeout) ?? defaultTimeoutMs,
    env: input.env ?? [],
    when: parseWhen(input.when ?? 'pr'),
    slices: input.slices ?? [],
    metrics: metrics.map(([metric, value], index) =>
      metricPolicy(metric, value, index === 0, keyWhere(model, [...path, 'metrics', metric])),
    ),
    where: keyWhere(model, path),
  };
}

function metricPolicy(
  name: string,
  input: z.infer<typeof metricSchema>,
  first: boolean,
  where: Where,
): MetricPolicy {
  return {
    name,
    of: input.of ?? name,
    aggregate: input.aggregate ?? 'mean',
    better: input.better,
    gate: input.gate ?? (first ? 'block' : 'warn'),
    ...given('unit', input.unit),
    ...given('tolerance', parseAmount(input.tolerance)),
    ...given('margin', parseAmount(input.margin)),
    ...given('floor', input.floor),
    ...given('range', input.range),
    slices: input.slices ?? [],
    where,
  };
}

function gatePolicy(input: z.infer<typeof gateSchema> | undefined): GatePolicy {
  return {
    mode: input?.mode ?? 'enforce',
    falseBlockRate: parseShare(input?.false_block_rate) ?? defaultFalseBlockRate,
    whenUnsure: input?.when_unsure ?? 'pass',
    whenNoBaseline: input?.when_no_baseline ?? 'pass',
    whenNotWeighed: input?.when_not_weighed ?? 'pass',
    whenNotComparable: input?.when_not_comparable ?? 'hold',
  };
}

export function storePolicy(input: z.infer<typeof storeSchema> | undefined): StorePolicy {
  return {
    prefix: input?.prefix ?? 'refs/weighbridge',
    keep: input?.keep ?? 50,
    rows: input?.rows ?? 'ids',
  };
}

type DataInput = NonNullable<ModelInput['data']>['train'];

function dataSource(input: DataInput): DataSource | undefined {
  if (input === undefined) {
    return undefined;
  }
  const window = input.window === undefined ? undefined : parseWindow(input.window);
  return {
    ...given('file', normal(input.file)),
    ...given('dvc', normal(input.dvc)),
    ...given('lfs', normal(input.lfs)),
    ...given('lakefs', input.lakefs),
    ...given('huggingface', input.huggingface),
    ...given('s3', input.s3),
    ...given('version', input.version),
    ...given('idFrom', input.id_from),
    ...(window === undefined || 'problem' in window ? {} : { window }),
  };
}

function normal(path: string | undefined): string | undefined {
  return path === undefined ? undefined : normalPath(path);
}

/** A property that is left out where its value is undefined. */
function given<K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [P in K]: V });
}
