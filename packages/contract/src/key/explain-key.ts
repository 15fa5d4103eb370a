import type { HarnessKeyParts, ModelKeyParts } from '../manifest.ts';
import { canonicalJson, compareText } from './canonical-json.ts';
import { fileChanges, modelFileChanges } from './changed-files.ts';
import { groupChanges } from './group-changes.ts';

/** Why two model keys differ, in a few words each: `3 files under models/digits`; [] where they are equal. */
export function explainModelKey(before: ModelKeyParts, after: ModelKeyParts): readonly string[] {
  return [
    ...groupChanges(modelFileChanges(before, after)),
    ...explainData(before.data, after.data),
    ...explainValue('setup', before.setup, after.setup),
    ...explainTraining(before.train, after.train),
    ...explainImage(before.image, after.image),
  ];
}

function explainData(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  return names.flatMap((name) => explainValue(`${name} data`, before[name] ?? null, after[name] ?? null));
}

type Image = ModelKeyParts['image'];

function explainImage(before: Image, after: Image): readonly string[] {
  if (before === undefined || after === undefined) {
    return before === after ? [] : [before === undefined ? 'an image is new' : 'the image is gone'];
  }
  const files = groupChanges(fileChanges(before.files, after.files));
  return [
    ...(files.length === 0 ? [] : [`the image (${files.join(', ')})`]),
    ...explainValue("the image's reference", before.ref, after.ref),
    ...explainValue("the image's arguments", canonicalJson(before.args), canonicalJson(after.args)),
    ...explainValue("the image's target", before.target, after.target),
  ];
}

type Training = ModelKeyParts['train'];

function explainTraining(before: Training, after: Training): readonly string[] {
  if (before === undefined || after === undefined) {
    return explainValue('training', before?.run ?? null, after?.run ?? null);
  }
  return [
    ...explainValue("training's command", before.run, after.run),
    ...explainValue("training's outputs", canonicalJson(before.outputs), canonicalJson(after.outputs)),
    ...(before.seed === after.seed ? [] : [`the seed changed (${before.seed} → ${after.seed})`]),
  ];
}

function explainValue(name: string, before: string | null, after: string | null): readonly string[] {
  if (before === after) {
    return [];
  }
  if (before === null) {
    return [`${name} added`];
  }
  return [after === null ? `${name} removed` : `${name} changed`];
}

/** Why two harness keys differ: `the judge changed (gpt-9-mini → gpt-9)`, `the evaluation changed (evaluate.py)`; [] where they are equal. */
export function explainHarnessKey(before: HarnessKeyParts, after: HarnessKeyParts): readonly string[] {
  const files = groupChanges(fileChanges(before.code, after.code));
  return [
    ...(before.run === after.run ? [] : ["the evaluation's command changed"]),
    ...(files.length === 0 ? [] : [`the evaluation changed (${files.join(', ')})`]),
    ...explainJudge(before.judge, after.judge),
    ...(before.repeats === after.repeats ? [] : [`repeats changed (${before.repeats} → ${after.repeats})`]),
    ...explainMetrics(before.metrics, after.metrics),
  ];
}

type Judge = HarnessKeyParts['judge'];

function explainJudge(before: Judge, after: Judge): readonly string[] {
  const model = before?.model === after?.model ? [] : [change('the judge', before?.model, after?.model)];
  const prompt =
    (before?.prompt ?? null) === (after?.prompt ?? null)
      ? []
      : [change("the judge's prompt", before?.prompt ?? undefined, after?.prompt ?? undefined)];
  return [...model, ...prompt];
}

type Metrics = HarnessKeyParts['metrics'];
type Metric = Metrics[number];

function explainMetrics(before: Metrics, after: Metrics): readonly string[] {
  const old = new Map(before.map((metric) => [metric.name, metric]));
  const young = new Map(after.map((metric) => [metric.name, metric]));
  const names = [...new Set([...old.keys(), ...young.keys()])].sort(compareText);
  return names.flatMap((name) => {
    const was = old.get(name);
    const is = young.get(name);
    if (was === undefined || is === undefined) {
      return [`metric ${name} ${was === undefined ? 'added' : 'removed'}`];
    }
    return explainMetric(was, is);
  });
}

const metricParts = ['of', 'aggregate', 'better', 'unit', 'range'] as const;

function explainMetric(before: Metric, after: Metric): readonly string[] {
  return metricParts
    .filter((part) => canonicalJson(before[part]) !== canonicalJson(after[part]))
    .map((part) => change(`metric ${before.name}: ${part}`, shown(before[part]), shown(after[part])));
}

function shown(value: Metric[keyof Metric]): string | undefined {
  return value === null ? undefined : typeof value === 'string' ? value : `${value[0]} to ${value[1]}`;
}

function change(name: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) {
    return `${name} added (${after ?? ''})`;
  }
  return after === undefined ? `${name} removed (${before})` : `${name} changed (${before} → ${after})`;
}
