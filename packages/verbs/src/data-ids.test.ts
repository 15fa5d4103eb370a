import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plan } from './plan.ts';
import { run } from './run.ts';
import { type CiProject, makeCiProject, ofMain, words } from './test-ci.ts';

const all = { models: [] };
const md5 = (digit: string) => `outs:\n- md5: ${digit.repeat(32)}\n  size: 3\n  path: train.csv\n`;

function policy(source: string): string {
  return `version: 1
models:
  words:
    paths: [words.txt]
    data: { train: ${source} }
    eval:
      run: node evaluate.mjs
      code: [evaluate.mjs]
      examples: examples.jsonl
      metrics: { known: { better: higher } }
`;
}

describe('what a model was trained on', () => {
  let project: CiProject;

  beforeAll(async () => {
    project = await makeCiProject();
  });
  afterAll(() => project.scratch.remove());

  /** Why a commit touches the model, against the one before it. */
  async function whyTouched(
    source: string,
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
    untracked: Readonly<Record<string, string>> = {},
  ): Promise<readonly string[]> {
    await project.commit({ 'weighbridge.yml': policy(source), ...before });
    const commit = await project.commit(after);
    const clone = await project.checkout(commit);
    for (const [path, text] of Object.entries(untracked)) {
      await mkdir(dirname(join(clone, path)), { recursive: true });
      await writeFile(join(clone, path), text);
    }
    const ci = ofMain(undefined);
    const pull = {
      ...ci,
      circumstances: { ...ci.circumstances, kind: 'pr' as const, trust: 'pull_request' as const },
    };
    const { models } = await plan(project.call(clone, pull), all);
    return models.flatMap(({ why }) => why);
  }

  test.each<[string, string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['a file', '{ file: data/a.csv }', { 'data/a.csv': '1' }, { 'data/a.csv': '2' }],
    ['DVC', '{ dvc: train.csv.dvc }', { 'train.csv.dvc': md5('a') }, { 'train.csv.dvc': md5('b') }],
  ])('%s: another content is another model', async (_, source, before, after) => {
    expect(await whyTouched(source, before, after)).toEqual(['train data changed']);
    expect(await whyTouched(source, after, { 'README.md': source })).toEqual([]);
  });

  test('a revision of Hugging Face, and a version of S3, are ids', async () => {
    const pinned = (digit: string) => ({
      'weighbridge.yml': policy(`{ huggingface: acme/t@${digit.repeat(40)} }`),
    });
    expect(await whyTouched('{ file: words.txt }', pinned('a'), pinned('b'))).toEqual(['train data changed']);
    const version = (name: string) => ({
      'weighbridge.yml': policy(`{ s3: 's3://acme/a.csv', version: ${name} }`),
    });
    expect(await whyTouched('{ file: words.txt }', version('one'), version('two'))).toEqual([
      'train data changed',
    ]);
  });

  test('a file that git does not hold is the same on both sides', async () => {
    const ignored = { '.gitignore': 'big.csv\n.weighbridge/\n' };
    expect(await whyTouched('{ file: big.csv }', ignored, { 'README.md': 'x' }, { 'big.csv': '1' })).toEqual(
      [],
    );
  });

  test('a command is asked once, and what it prints is the id on both sides', async () => {
    expect(await whyTouched('{ id_from: "echo snapshot-7" }', {}, { 'README.md': 'y' })).toEqual([]);
  });

  test('what nothing names is said aloud', async () => {
    await project.commit({
      'weighbridge.yml': policy('{ huggingface: acme/t@main }'),
      'words.txt': words(20),
    });
    const commit = await project.commit({ 'words.txt': words(30) });
    const { verdicts } = await run(project.call(await project.checkout(commit), ofMain(undefined)), all);
    expect(verdicts[0]?.reasons.join('\n')).toContain(
      'nothing names the content of its train data: not pinned: main can move',
    );
  });
});
