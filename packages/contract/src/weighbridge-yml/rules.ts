import { modelNamePattern } from '../evidence.ts';
import type { Problem } from '../failure.ts';
import { parseAmount } from './amount.ts';
import { quoted } from './describe-issue.ts';
import { type Entry, entriesOf, type Node, nodeAt, plainValue, valueWhere } from './node.ts';
import { nameProblem } from './text.ts';

type Named = readonly [name: string, entry: Entry];

/** What no shape can say: names, and keys that must fit each other. Works on whatever part of a model is well. */
export function modelRules(name: string, keyAt: Entry['keyAt'], model: Node): readonly Problem[] {
  const several = nodeAt(model, ['evals']);
  const single = entriesOf(model).get('eval');
  const suites: readonly Named[] = [
    ...(single === undefined ? [] : [['eval', single] as const]),
    ...entriesOf(several),
  ];
  return [
    ...machineNameRule('model', name, keyAt),
    ...(several?.kind === 'map' && several.entries.size === 0
      ? [{ message: '`evals`: expected at least one suite', where: several.at }]
      : []),
    ...suites.flatMap(suiteRules),
    ...imageRule(nodeAt(model, ['image'])),
    ...['train', 'eval'].flatMap((use) => dataRule(use, nodeAt(model, ['data', use]))),
  ];
}

/** An image is built, or was built elsewhere; a tag can move, so it is named by its digest. */
function imageRule(image: Node | undefined): readonly Problem[] {
  const ref = plainOf(image && nodeAt(image, ['ref']));
  if (image === undefined || typeof ref !== 'string') return [];
  const where = valueWhere(image, ['ref']);
  const beside = [...entriesOf(image).keys()].filter((name) => name !== 'ref');
  if (beside.length > 0)
    return [
      {
        message: `\`ref\` names an image that was built elsewhere, so ${beside.join(', ')} cannot stand beside it`,
        where,
      },
    ];
  return /@sha256:[0-9a-f]{64}$/.test(ref)
    ? []
    : [
        {
          message: `\`ref\`: expected an image with its digest (name@sha256:…), since a tag can move, found ${quoted(ref)}`,
          where,
        },
      ];
}

const sources = ['file', 'dvc', 'lfs', 'lakefs', 'huggingface', 's3', 'id_from'];

/** Data has one id, so one place that says it. */
function dataRule(use: string, data: Node | undefined): readonly Problem[] {
  if (data === undefined) return [];
  const named = sources.filter((source) => nodeAt(data, [source]) !== undefined);
  const where = valueWhere(data, []);
  if (named.length > 1)
    return [{ message: `\`data.${use}\`: expected one source, found ${named.join(' and ')}`, where }];
  return nodeAt(data, ['version']) !== undefined && !named.includes('s3')
    ? [{ message: `\`data.${use}\`: \`version\` belongs to \`s3\``, where }]
    : [];
}

function suiteRules([name, suite]: Named): readonly Problem[] {
  const metrics = nodeAt(suite.value, ['metrics']);
  const empty = metrics?.kind === 'map' && metrics.entries.size === 0;
  return [
    ...machineNameRule('suite', name, suite.keyAt),
    ...(empty ? [{ message: '`metrics`: expected at least one metric', where: metrics.at }] : []),
    ...resultsRule(suite.value),
    ...[...entriesOf(metrics)].flatMap(metricRules),
  ];
}

function metricRules(metric: Named): readonly Problem[] {
  return [...metricNameRule(metric), ...marginRule(metric), ...floorRule(metric)];
}

/** Names of models and suites become names of refs, folders and files. */
function machineNameRule(kind: 'model' | 'suite', name: string, where: Entry['keyAt']): readonly Problem[] {
  if (modelNamePattern.test(name)) {
    return [];
  }
  const message = `the name of a ${kind} is 1 to 64 lower-case letters, digits, \`-\` and \`_\`, beginning and ending with a letter or digit, found ${quoted(name)}`;
  return [{ message, where }];
}

function metricNameRule([name, entry]: Named): readonly Problem[] {
  const problem = nameProblem(name);
  return problem === undefined
    ? []
    : [{ message: `a metric's name: ${problem}, found ${quoted(name)}`, where: entry.keyAt }];
}

/** A drop that must not be missed is larger than the one that is allowed; compared where both are of one kind. */
function marginRule([name, { value }]: Named): readonly Problem[] {
  const margin = amountAt(value, 'margin');
  const tolerance = amountAt(value, 'tolerance');
  if (margin === undefined) {
    return [];
  }
  const allowed = tolerance ?? { kind: margin.kind, value: 0 };
  const sameScale = (margin.kind === 'relative') === (allowed.kind === 'relative');
  if (!sameScale || margin.value > allowed.value) {
    return [];
  }
  const written = (key: string) => String(plainOf(nodeAt(value, [key])) ?? 0);
  return [
    {
      message: `\`margin\` of ${quoted(name)}: expected more than the tolerance (${written('tolerance')}), found ${written('margin')}`,
      where: valueWhere(value, ['margin']),
    },
  ];
}

function amountAt(metric: Node, key: string): ReturnType<typeof parseAmount> {
  return parseAmount(plainOf(nodeAt(metric, [key])));
}

function floorRule([name, { value }]: Named): readonly Problem[] {
  const floor = plainOf(nodeAt(value, ['floor']));
  const range = nodeAt(value, ['range']);
  const [low, high] = range?.kind === 'list' ? range.items.map(plainOf) : [];
  if (typeof floor !== 'number' || typeof low !== 'number' || typeof high !== 'number') {
    return [];
  }
  return floor >= low && floor <= high
    ? []
    : [
        {
          message: `\`floor\` of ${quoted(name)}: expected a value within its range of ${low} to ${high}, found ${floor}`,
          where: valueWhere(value, ['floor']),
        },
      ];
}

/** The format of results is said, or their file's name ends in it. */
function resultsRule(suite: Node): readonly Problem[] {
  const path = plainOf(nodeAt(suite, ['results', 'path']));
  const said = nodeAt(suite, ['results', 'format']) !== undefined;
  return typeof path !== 'string' || said || formatOf(path) !== undefined
    ? []
    : [
        {
          message: `\`format\` is missing: expected \`jsonl\` or \`csv\`, since ${quoted(path)} ends in neither`,
          where: valueWhere(suite, ['results', 'path']),
        },
      ];
}

/** How a results file is read, by what its name ends in. */
export function formatOf(path: string): 'jsonl' | 'csv' | undefined {
  if (/\.jsonl(?:\.gz)?$/.test(path)) {
    return 'jsonl';
  }
  return path.endsWith('.csv') ? 'csv' : undefined;
}

function plainOf(node: Node | undefined): unknown {
  return node === undefined ? undefined : plainValue(node);
}
