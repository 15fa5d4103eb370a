import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEvidence, parseManifest } from '@weighbridge/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from './call.ts';
import type { CiRun, Circumstances } from './circumstances.ts';
import { run } from './run.ts';
import { type CiProject, makeCiProject, ofMain, words } from './test-ci.ts';
import { train } from './train.ts';

const all = { models: [] };

/** Learns as many words as it is told, and shuffles them by its seed. */
const trainer = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const count = Number(readFileSync('count.txt', 'utf8'));
if (Number.isNaN(count)) { console.log('no count, key', process.env.KEY); process.exit(5); }
mkdirSync(process.env.WEIGHBRIDGE_MODEL_DIR + '/deep', { recursive: true });
const words = Array.from({ length: count }, (_, index) => 'word' + index).join('\\n');
writeFileSync(process.env.WEIGHBRIDGE_MODEL_DIR + '/deep/words.txt', words + '\\n');
writeFileSync(process.env.WEIGHBRIDGE_MODEL_DIR + '/seed.txt', process.env.WEIGHBRIDGE_SEED);
console.log('trained', count);
`;

const evaluator = `
import { readFileSync, writeFileSync } from 'node:fs';
const known = readFileSync(process.env.WEIGHBRIDGE_MODEL_DIR + '/deep/words.txt', 'utf8').split('\\n');
const rows = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => {
  const { id, word } = JSON.parse(line);
  return JSON.stringify({ id, metrics: { known: Number(known.includes(word)) } });
});
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, rows.join('\\n') + '\\n');
`;

function policy(more = ''): string {
  return `version: 1
models:
  words:
    paths: [count.txt, train.mjs]
    train: { run: node train.mjs, seed: 7${more} }
    eval:
      run: node evaluate.mjs
      code: [evaluate.mjs]
      examples: examples.jsonl
      metrics: { known: { better: higher, tolerance: 1pp } }
`;
}

describe('training', () => {
  let project: CiProject;

  beforeAll(async () => {
    project = await makeCiProject();
  });
  afterAll(() => project.scratch.remove());

  async function clone(
    files: Readonly<Record<string, string>>,
    ci: CiRun = ofMain(undefined),
  ): Promise<Call> {
    const commit = await project.commit({
      'weighbridge.yml': policy(),
      'train.mjs': trainer,
      'evaluate.mjs': evaluator,
      'count.txt': '150',
      'words.txt': words(1),
      ...files,
    });
    return project.call(await project.checkout(commit), ci);
  }

  const file = (call: Call, name: string) => readFile(join(call.cwd, '.weighbridge', 'words', name), 'utf8');

  test('a model is trained, then evaluated with its weights, and its record says seed and digest', async () => {
    const call = await clone({});
    const { verdicts } = await run(call, all);
    expect(verdicts).toMatchObject([{ outcome: 'no-baseline', metrics: [{ candidate: 0.75 }] }]);
    expect(await file(call, 'model/seed.txt')).toBe('7');
    const manifest = parseManifest(await file(call, 'manifest.json'), 'manifest.json');
    expect(manifest).toMatchObject({
      seed: 7,
      weights: { files: 2, digest: expect.stringMatching(/^sha256:/) },
    });
    expect(manifest.modelKeyParts.train).toEqual({ run: 'node train.mjs', outputs: [], seed: 7 });
    expect(parseEvidence(await file(call, 'evidence.json'), 'evidence.json').suites).toHaveLength(1);
  });

  test('weights of this run are used again by a later step, and not once a byte has changed', async () => {
    const call = await clone({});
    const [first] = (await train(call, all)).models;
    expect(first).toMatchObject({ model: 'words', trained: true });
    expect((await train(call, all)).models).toEqual([{ ...first, trained: false }]);
    await writeFile(join(call.cwd, '.weighbridge/words/model/seed.txt'), '8');
    expect((await train(call, all)).models).toEqual([first]);
  });

  test('by itself it sets up before it trains, as an evaluation does', async () => {
    const setup = policy().replace('    train:', '    setup: echo 150 > count.txt\n    train:');
    const call = await clone({ 'weighbridge.yml': setup, 'count.txt': 'many' });
    expect(await train(call, all)).toMatchObject({ exitCode: 0, models: [{ trained: true }] });
  });

  test('weights of another run are not used', async () => {
    const call = await clone({});
    await train(call, all);
    const other = { ...call, ci: ofMain(undefined, '99') };
    expect((await train(other, all)).models).toMatchObject([{ trained: true }]);
  });

  test.each([
    ['seed: 8', /seed/],
    ['seed: 7, run: "node train.mjs --fast"', /command/],
  ])('%s is another model', async (change) => {
    const before = await clone({});
    const [first] = (await train(before, all)).models;
    const text = policy().replace(
      'run: node train.mjs, seed: 7',
      change.includes('run') ? change : `run: node train.mjs, ${change}`,
    );
    const after = await clone({ 'weighbridge.yml': text });
    const [second] = (await train(after, all)).models;
    expect(second?.key).not.toBe(first?.key);
  });

  test('a training that crashes is an error with its log, and no secret in it', async () => {
    const call = await clone({
      'count.txt': 'many',
      'weighbridge.yml': policy(', env: [KEY]'),
    });
    const { verdicts } = await run({ ...call, secrets: { KEY: 'sesame' } }, all);
    expect(verdicts).toMatchObject([
      {
        outcome: 'error',
        exitCode: 4,
        headline: expect.stringContaining('`node train.mjs` exited with code 5'),
        context: { log: ['no count, key ***'] },
      },
    ]);
  });

  test('a training that writes nothing is said', async () => {
    const call = await clone({ 'train.mjs': '' });
    expect((await run(call, all)).verdicts).toMatchObject([
      { outcome: 'error', headline: expect.stringContaining('ended well but') },
    ]);
  });

  test('a variable that is missing: not run', async () => {
    const call = await clone({ 'weighbridge.yml': policy(', env: [KEY]') });
    expect((await run(call, all)).verdicts).toMatchObject([
      {
        outcome: 'not-run',
        headline: expect.stringContaining('KEY is not set, and `env` of train names it'),
      },
    ]);
  });

  test('outputs in the repository are digested, and are no change of it', async () => {
    const outputs = ', outputs: [made/]';
    const files = {
      'weighbridge.yml': policy(outputs),
      'train.mjs': trainer.replaceAll('process.env.WEIGHBRIDGE_MODEL_DIR', "'made'"),
      'evaluate.mjs': evaluator.replaceAll('process.env.WEIGHBRIDGE_MODEL_DIR', "'made'"),
    };
    const call = await clone(files);
    expect((await run(call, all)).verdicts).toMatchObject([{ outcome: 'no-baseline' }]);
    expect((await train(call, all)).models).toMatchObject([{ trained: false }]);
  });

  test('outputs that git holds are refused, and left as they are', async () => {
    const call = await clone({ 'weighbridge.yml': policy(', outputs: [kept]'), 'kept/by-git.txt': 'ours' });
    expect((await run(call, all)).verdicts).toMatchObject([
      { outcome: 'error', exitCode: 2, headline: expect.stringContaining('where git holds kept/by-git.txt') },
    ]);
    expect(await readFile(join(call.cwd, 'kept/by-git.txt'), 'utf8')).toBe('ours');
  });

  test('not due on a pull request: stale weights, never a pass', async () => {
    const ci = ofMain(undefined);
    const pull: Circumstances = {
      ...ci.circumstances,
      kind: 'pr',
      trust: 'pull_request',
      event: 'pull_request',
    };
    const late = { 'weighbridge.yml': policy(', when: main') };
    await clone(late);
    const call = await clone({ ...late, 'count.txt': '149' });
    const { verdicts } = await run({ ...call, ci: { ...ci, circumstances: pull } }, all);
    expect(verdicts).toMatchObject([
      {
        outcome: 'stale-weights',
        exitCode: 0,
        headline: expect.stringMatching(
          /^words needs training \(.*\): `when: main` of train: it is trained once this is merged$/,
        ),
      },
    ]);
  });
});
