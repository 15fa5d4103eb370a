import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './support/cli.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weighbridge-compare-'));
  write('weighbridge.yml', policy());
  write(
    'main.jsonl',
    rows(2_000, (index) => index % 10 !== 0),
  );
  write(
    'same.jsonl',
    rows(500, (index) => index % 10 !== 0),
  );
  write(
    'worse.jsonl',
    rows(500, (index) => index % 10 !== 0 && index % 7 !== 0),
  );
  write(
    'better.jsonl',
    rows(500, () => true),
  );
  write(
    'mixed.jsonl',
    rows(60, (index) => (index % 4 === 0 ? index % 8 === 0 : index % 10 !== 0)),
  );
  write('gaps.jsonl', `${rows(450, (index) => index % 10 !== 0)}${errors(450, 500)}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function policy(gate = '{ when_unsure: hold }', metric = ''): string {
  return `version: 1
models:
  toy:
    eval:
      run: "true"
      examples: examples.jsonl
      metrics:
        accuracy: { of: correct, better: higher, tolerance: 0.5pp${metric} }
gate: ${gate}
`;
}

function rows(count: number, isCorrect: (index: number) => boolean): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `${JSON.stringify({ id: `ex-${index}`, metrics: { correct: isCorrect(index) ? 1 : 0 } })}\n`,
  ).join('');
}

function errors(from: number, to: number): string {
  return Array.from(
    { length: to - from },
    (_, index) => `${JSON.stringify({ id: `ex-${from + index}`, metrics: {}, error: 'timeout' })}\n`,
  ).join('');
}

async function compare(...args: readonly string[]) {
  const { code, stdout } = await runCli(['compare', ...args, '--json'], { cwd: folder });
  return { code, document: JSON.parse(stdout) };
}

test('0: nothing moved', async () => {
  const { code, document } = await compare('--baseline', 'main.jsonl', '--candidate', 'same.jsonl');
  expect(code).toBe(0);
  expect(document).toMatchObject({
    schema: 'weighbridge/verdict@1',
    outcome: 'pass',
    exitCode: 0,
    baseline: { rung: 'given', rows: 2_000 },
    candidate: { rows: 500, planned: 500 },
  });
  expect(document.metrics[0]).toMatchObject({ name: 'accuracy', outcome: 'held', slice: null });
});

test('0: improved', async () => {
  const { code, document } = await compare('--baseline', 'main.jsonl', '--candidate', 'better.jsonl');
  expect(code).toBe(0);
  expect(document.metrics[0].outcome).toBe('improved');
});

test('1: regressed, with the counts a reader can check', async () => {
  const { code, document } = await compare('--baseline', 'main.jsonl', '--candidate', 'worse.jsonl');
  expect(code).toBe(1);
  const [metric] = document.metrics;
  expect(metric.outcome).toBe('regressed');
  expect(metric.observed).toMatchObject({ n: 500, better: 0 });
  expect(metric.observed.worse).toBe(document.examples.counts.newlyFailing);
  expect(metric.interval[1]).toBeLessThan(-0.005);
});

test('1: below its floor, also without a baseline', async () => {
  write('floor.yml', policy('{}', ', floor: 0.95'));
  const { code, document } = await compare('--config', 'floor.yml', '--candidate', 'worse.jsonl');
  expect(code).toBe(1);
  expect(document.metrics[0].outcome).toBe('below-floor');
});

test('2: what is wrong, and where', async () => {
  write('bad.jsonl', `${rows(2, () => true)}{"id": "ex-2", "metrics": {"correct": NaN}}\n`);
  const bad = await compare('--baseline', 'main.jsonl', '--candidate', 'bad.jsonl');
  expect(bad.code).toBe(2);
  expect(bad.document.error).toMatchObject({ code: 'rows', where: expect.stringMatching(/bad\.jsonl:3/) });
  const absent = await compare('--baseline', 'main.jsonl', '--candidate', 'absent.jsonl');
  expect(absent.code).toBe(2);
  expect(absent.document.error.where).toBe('absent.jsonl');
  const flag = await compare('--basline', 'main.jsonl');
  expect(flag.code).toBe(2);
  expect(flag.document.error.code).toBe('usage');
});

test('3: cannot tell, and the policy holds', async () => {
  const { code, document } = await compare('--baseline', 'main.jsonl', '--candidate', 'mixed.jsonl');
  expect(document.outcome).toBe('inconclusive');
  expect(code).toBe(3);
  expect(document.metrics[0].detectable).toBeGreaterThan(0);
});

test('3: incomplete, whatever the policy says', async () => {
  write('lenient.yml', policy('{ when_unsure: pass }'));
  const { code, document } = await compare(
    '--config',
    'lenient.yml',
    '--baseline',
    'main.jsonl',
    '--candidate',
    'gaps.jsonl',
  );
  expect(document.outcome).toBe('incomplete');
  expect(code).toBe(3);
});

test('order of rows, shards and repetition say the same to the last digit', async () => {
  const lines = rows(500, (index) => index % 10 !== 0 && index % 7 !== 0)
    .trim()
    .split('\n');
  write('reversed.jsonl', `${lines.toReversed().join('\n')}\n`);
  write('a.jsonl', `${lines.filter((_, index) => index % 2 === 0).join('\n')}\n`);
  write('b.jsonl', `${lines.filter((_, index) => index % 2 === 1 || index < 20).join('\n')}\n`);
  const whole = await compare('--baseline', 'main.jsonl', '--candidate', 'worse.jsonl');
  const reversed = await compare('--baseline', 'main.jsonl', '--candidate', 'reversed.jsonl');
  const shards = await compare(
    '--baseline',
    'main.jsonl',
    '--candidate',
    'a.jsonl',
    '--candidate',
    'b.jsonl',
  );
  expect(reversed.document).toEqual(whole.document);
  expect(shards.document).toEqual(whole.document);
});

test('aggregates without rows are reported and never gate', async () => {
  write('main.json', '{"metrics": {"auc": 0.95}}');
  write('pr.json', '{"metrics": {"auc": 0.5}}');
  const { code, document } = await compare(
    '--baseline',
    'main.jsonl',
    '--baseline',
    'main.json',
    '--candidate',
    'same.jsonl',
    '--candidate',
    'pr.json',
  );
  expect(code).toBe(0);
  expect(document.aggregates).toEqual([
    { name: 'auc', suite: 'eval', baseline: 0.95, candidate: 0.5, delta: expect.closeTo(-0.45) },
  ]);
});

test('CSV predictions are read like rows', async () => {
  const csv = `id,correct,segment\n${Array.from({ length: 500 }, (_, index) => `ex-${index},${index % 10 !== 0 && index % 7 !== 0 ? 1 : 0},smb`).join('\n')}\n`;
  write('worse.csv', csv);
  const { code, document } = await compare('--baseline', 'main.jsonl', '--candidate', 'worse.csv');
  const jsonl = await compare('--baseline', 'main.jsonl', '--candidate', 'worse.jsonl');
  expect(code).toBe(1);
  expect(document.metrics[0].delta).toBe(jsonl.document.metrics[0].delta);
});

test('--help answers 0 and names the exit codes', async () => {
  const { code, stdout } = await runCli(['--help'], { cwd: folder });
  expect(code).toBe(0);
  expect(stdout).toContain('Exit codes');
});
