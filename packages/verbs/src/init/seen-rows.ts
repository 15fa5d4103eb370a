import { join } from 'node:path';
import { Failure, maxFieldChars } from '@weighbridge/contract';
import { visible } from '@weighbridge/report';
import { fileSource, type ResultColumns, readResults } from '@weighbridge/results';
import type { FoundExamples } from './find-examples.ts';

/** One column of numbers of the rows that were seen. */
export interface SeenNumbers {
  readonly name: string;
  /** Every value is 0 or 1. */
  readonly binary: boolean;
  readonly low: number;
  readonly high: number;
}

/** What rows or predictions hold. */
export interface SeenRows {
  /** What they are, for people: `out/preds.csv`, `the rows that it wrote`. */
  readonly from: string;
  /** Where the command writes them, if not to WEIGHBRIDGE_RESULTS. */
  readonly results: { readonly path: string; readonly format: 'jsonl' | 'csv' } | undefined;
  readonly numbers: readonly SeenNumbers[];
  /** Keys with a few values each. */
  readonly slices: readonly string[];
  /** Columns that hold what was expected and what was predicted. */
  readonly truth: string | undefined;
  readonly prediction: string | undefined;
  /** How many of its ids are those of examples, and how many are not. */
  readonly known: number;
  readonly unknown: number;
  /** Ids of examples that the command was not asked for; undefined where nobody asked it. */
  readonly unasked: number | undefined;
}

const truthName = /^(?:label|labels|y|y_?true|true|truth|target|gold|actual|expected|answer|reference)$/i;
const predictionName = /^(?:prediction|predictions|pred|preds|y_?pred|y_?hat|predicted|output|response)$/i;
/** Columns that count or group and measure nothing. */
const counting = /^(?:unnamed: ?\d+|index|idx|row|fold|seed|split|epoch|step|batch|class|repeat|.*_id)$/i;
const maxSliceValues = 12;

export interface SeeOptions {
  /** Of the file on disk. */
  readonly path: string;
  /** Where it lies in the repository; undefined: the file of WEIGHBRIDGE_RESULTS. */
  readonly results: string | undefined;
  readonly from: string;
  readonly examples: FoundExamples;
  /** The ids that the command was asked for; undefined: nobody asked. */
  readonly asked: ReadonlySet<string> | undefined;
}

/** Reads rows as `eval` would. A sentence says why they cannot be read, or are of something else. */
export async function seeRows(options: SeeOptions): Promise<SeenRows | string> {
  const { examples, results, asked } = options;
  const format = options.path.endsWith('.csv') ? 'csv' : 'jsonl';
  const columns = await read(options, format);
  if (typeof columns === 'string') return columns;
  if (columns.ids.length === 0) return 'it holds no row';
  const known = columns.ids.filter((id) => examples.file.keys.has(id));
  if (known.length === 0) {
    return `none of its ids is one of ${examples.path}; its first is ${visible(JSON.stringify(columns.ids[0]?.slice(0, 80)))}`;
  }
  const isCopied = (name: string): boolean => format === 'csv' && examples.fields.includes(name);
  const all = [...columns.metrics].map(([name, values]) => ({ name, values }));
  const texts = [...(columns.texts?.values() ?? [])];
  const names = [...all.map(({ name }) => name), ...columns.slices.keys()];
  const isMeasure = (name: string): boolean =>
    format === 'jsonl' || !(truthName.test(name) || predictionName.test(name) || counting.test(name));
  return {
    from: options.from,
    results: results === undefined ? undefined : { path: results, format },
    numbers: all
      .filter(({ name }) => isMeasure(name) && !isCopied(name))
      .map(({ name, values }) => numbersOf(name, values, columns.binary)),
    slices: [...columns.slices]
      .filter(([name, { values }]) => isMeasure(name) && values.length > 1 && values.length <= maxSliceValues)
      .map(([name]) => name),
    truth: texts.some(({ label }) => label !== undefined)
      ? 'label'
      : names.find((name) => truthName.test(name)),
    prediction: texts.some(({ prediction }) => prediction !== undefined)
      ? 'prediction'
      : names.find((name) => predictionName.test(name)),
    known: known.length,
    unknown: columns.ids.length - known.length,
    unasked: asked === undefined ? undefined : known.filter((id) => !asked.has(id)).length,
  };
}

async function read(
  { path, results, examples }: SeeOptions,
  format: 'jsonl' | 'csv',
): Promise<ResultColumns | string> {
  try {
    const source = fileSource(path, results ?? 'what it wrote');
    return await readResults([source], { ranges: new Map(), id: examples.id, keepTexts: true, format });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [first] = error.problems;
    const line = first?.where?.line === undefined ? '' : `line ${first.where.line}: `;
    return visible(`${line}${first?.message ?? ''}`).slice(0, maxFieldChars);
  }
}

function numbersOf(name: string, values: Float64Array, binary: ReadonlySet<string>): SeenNumbers {
  const there = values.filter((value) => !Number.isNaN(value));
  return {
    name,
    binary: binary.has(name),
    low: there.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    high: there.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  };
}

/** Looks at files one after another for rows of these examples; says what became of those that look like some. */
export async function firstSeen(
  paths: readonly string[],
  root: string,
  options: Omit<SeeOptions, 'path' | 'results' | 'from'>,
): Promise<{ readonly seen: SeenRows | undefined; readonly refused: readonly string[] }> {
  const refused: string[] = [];
  for (const path of paths) {
    if (path === options.examples.path) continue;
    const seen = await seeRows({ ...options, path: join(root, path), results: path, from: path });
    if (typeof seen !== 'string') return { seen, refused };
    refused.push(`${path}: ${seen}`);
  }
  return { seen: undefined, refused };
}
