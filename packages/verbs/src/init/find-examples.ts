import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { type ExampleFile, readExamples } from '@weighbridge/results';
import { depthOf, endingOf, stemOf } from './path-parts.ts';
import { readBeginning, type Surroundings } from './surroundings.ts';

/** A suite that can be read: every example has an id of its own. */
export interface FoundExamples {
  readonly path: string;
  readonly id: string;
  readonly file: ExampleFile;
  /** Names of the fields of the first example. */
  readonly fields: readonly string[];
}

export interface ExampleSearch {
  readonly chosen: FoundExamples | undefined;
  /** Others that fit by their names and fields. */
  readonly others: readonly string[];
  /** Those that would have fitted, and why they do not. */
  readonly refused: readonly string[];
}

const telling = ['eval', 'evals', 'evaluation', 'test', 'examples', 'golden', 'gold', 'benchmark', 'val'];
const tellingLess = ['valid', 'validation', 'dev', 'example', 'cases', 'suite', 'holdout'];
/** What a part of the examples is called. */
const partial = ['small', 'mini', 'tiny', 'sample', 'smoke', 'debug'];
const misleading =
  /(?:^|[^a-z])(?:train|training|preds?|predictions?|results?|outputs?|must|pass|rows)(?:[^a-z]|$)/;

const idFields = ['id', 'example_id', 'exampleid', 'sample_id', 'uid', 'uuid', 'guid', 'key', 'qid'];
const idFieldsLast = ['question_id', 'task_id', 'doc_id', 'item_id', 'index', 'idx', 'row_id', 'name'];

const lfsPointer = 'version https://git-lfs.github.com/spec/';
const maxCandidates = 50;
const maxIdFields = 3;
const maxHeadBytes = 1024 * 1024;

/**
 * The examples: `.jsonl` or `.csv`, called eval, test, val or examples, with a field that tells them apart. A file that the
 * evaluation itself names comes before all, one in its own folder before others.
 */
export async function findExamples(
  around: Surroundings,
  { source, home }: { readonly source: string; readonly home: string },
): Promise<ExampleSearch> {
  const ranked = around.paths
    .filter((path) => isData(path))
    .map((path) => ({ path, rank: rankOf(path, source, home) }))
    .filter((candidate) => candidate.rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .slice(0, maxCandidates);
  const refused: string[] = [];
  const others: string[] = [];
  let chosen: FoundExamples | undefined;
  for (const { path } of ranked) {
    if (chosen !== undefined) {
      if (idFieldsOf(await headOf(around, path)).length > 0) others.push(path);
      continue;
    }
    const read = await readNamed(around, path);
    if (typeof read === 'string') refused.push(`${path}: ${read}`);
    else chosen = read;
  }
  return { chosen, others, refused };
}

/** Reads one file as examples; a sentence says why it is none. */
export async function readNamed(around: Surroundings, path: string): Promise<FoundExamples | string> {
  if (!existsSync(join(around.root, path))) return 'there is no such file';
  const beginning = await readBeginning(join(around.root, path), lfsPointer.length);
  if (beginning === lfsPointer) return 'it is a Git LFS pointer here; fetch it first with `git lfs pull`';
  const head = await headOf(around, path);
  if (head.length === 0) return 'no field of its first example can be read';
  const candidates = idFieldsOf(head);
  if (candidates.length === 0) {
    return `no field of it looks like an id; it has ${head.slice(0, 10).join(', ')}`;
  }
  let reason = '';
  for (const id of candidates.slice(0, maxIdFields)) {
    try {
      const file = await readExamples(join(around.root, path), { id, name: path });
      if (file.ids.length > 0) return { path, id, file, fields: head };
      reason = 'it holds no example';
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      reason ||= error.problems[0]?.message ?? '';
    }
  }
  return reason;
}

export function isData(path: string): boolean {
  return ['jsonl', 'csv'].includes(endingOf(path)) && /\.(?:jsonl|csv)$/.test(path);
}

function rankOf(path: string, source: string, home: string): number | undefined {
  const stem = stemOf(path);
  if (misleading.test(stem)) return undefined;
  if (source.includes(path)) return depthOf(path);
  const words = stem.split(/[^a-z]+/);
  const folder = path.toLowerCase().split('/').at(-2) ?? '';
  const isNamed = (names: readonly string[]): boolean => names.some((name) => words.includes(name));
  // A folder called test is most often that of unit tests.
  const folders = telling.filter((name) => name !== 'test');
  const place = isNamed(telling)
    ? 100
    : isNamed(tellingLess)
      ? 200
      : folders.includes(folder)
        ? 300
        : undefined;
  const first = telling.findIndex((name) => words.includes(name));
  const part = isNamed(partial) ? 50 : 0;
  const near = home === '' || path.startsWith(`${home}/`) ? 0 : 400;
  return place === undefined ? undefined : place + part + near + Math.max(0, first) * 5 + depthOf(path);
}

/** Names of the fields of a file's first example; [] where there is none to read. */
async function headOf({ root }: Surroundings, path: string): Promise<readonly string[]> {
  const text = (await readBeginning(join(root, path), maxHeadBytes)).replace(/^\ufeff/, '');
  const line = text.split('\n').find((other) => other.trim() !== '') ?? '';
  if (path.endsWith('.csv')) return line.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' && record !== null && !Array.isArray(record) ? Object.keys(record) : [];
  } catch {
    return [];
  }
}

function idFieldsOf(fields: readonly string[]): readonly string[] {
  const of = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => fields.find((field) => field.toLowerCase() === name) ?? []);
  const others = fields.filter((field) => /^[\w.-]*(?:_id|Id)$/.test(field));
  return [...new Set([...of(idFields), ...of(idFieldsLast), ...others])];
}
