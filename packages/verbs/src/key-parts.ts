import {
  type HarnessKeyParts,
  type ImagePolicy,
  type KeyFile,
  type ModelKeyParts,
  type ModelPolicy,
  type Policy,
  pathMatcher,
  type SuitePolicy,
  selectHarnessFiles,
  selectModelFiles,
} from '@weighbridge/contract';
import type { DataIds } from './data-ids.ts';

/** What of one side of a change makes a model's key. */
export interface KeyedSide {
  readonly files: readonly KeyFile[];
  readonly ids: DataIds;
}

/** Everything the model is made of, read from a listing of files. */
export function modelParts({ files, ids }: KeyedSide, model: ModelPolicy, policy: Policy): ModelKeyParts {
  return {
    files: [...selectModelFiles(files, model, policy)],
    data: model.data.train === undefined ? {} : { train: ids(model.data.train).id },
    params: matching(files, model.params),
    prompts: matching(files, model.prompts),
    setup: model.setup ?? null,
    ...(model.image === undefined ? {} : { image: imageParts(files, model.image) }),
    ...(model.train === undefined
      ? {}
      : {
          train: {
            run: model.train.run,
            outputs: [...model.train.outputs],
            seed: model.train.seed,
          },
        }),
  };
}

/** What of an image a listing tells: its Dockerfile, lockfiles and named inputs. What else it is made of stands in `paths`. */
function imageParts(files: readonly KeyFile[], image: ImagePolicy): NonNullable<ModelKeyParts['image']> {
  if (image.kind === 'ref') return { ref: image.ref, files: [], args: {}, target: null };
  const { context, dockerfile, locks, inputs = [], args, target } = image;
  const prefix = context === '.' ? '' : `${context}/`;
  const isInput = pathMatcher(inputs.map((glob) => `${prefix}${glob}`));
  const named = new Set([dockerfile, ...locks]);
  return {
    ref: null,
    files: files.filter(({ path }) => named.has(path) || (inputs.length > 0 && isInput(path))),
    args,
    target: target ?? null,
  };
}

/** How a suite judges, read from a listing of files. */
export function harnessParts(files: readonly KeyFile[], suite: SuitePolicy): HarnessKeyParts {
  return {
    run: suite.run,
    code: [...selectHarnessFiles(files, suite)],
    judge:
      suite.judge === undefined ? null : { model: suite.judge.model, prompt: suite.judge.prompt ?? null },
    repeats: suite.repeats,
    metrics: suite.metrics.map((metric) => ({
      name: metric.name,
      of: metric.of,
      aggregate: metric.aggregate,
      better: metric.better,
      unit: metric.unit ?? null,
      range: metric.range === undefined ? null : [...metric.range],
    })),
  };
}

function matching(files: readonly KeyFile[], globs: readonly string[]): KeyFile[] {
  if (globs.length === 0) return [];
  const matches = pathMatcher(globs);
  return files.filter((file) => matches(file.path));
}
