import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { initCommand } from './init-command.ts';
import type { Terminal } from './terminal.ts';

const evaluation = `const { readFileSync, writeFileSync } = require('node:fs');
const lines = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n');
const rows = lines.map((line, at) => JSON.stringify({ id: JSON.parse(line).id, metrics: { correct: at % 2, usd: 0.1 } }));
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, rows.join('\\n'));
`;

/** A terminal in a small repository; what it prints. */
function terminalAt(): { terminal: Terminal; root: string; printed: string[] } {
  const root = mkdtempSync(join(tmpdir(), 'weighbridge-init-command-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: root, env });
  mkdirSync(join(root, 'data'));
  writeFileSync(join(root, 'evaluate.cjs'), evaluation);
  writeFileSync(join(root, 'model.cjs'), '');
  writeFileSync(join(root, 'data/eval.jsonl'), '{"id":"a"}\n{"id":"b"}\n');
  const printed: string[] = [];
  const ignore = (): void => undefined;
  const reporter = { step: ignore, line: ignore, progress: ignore, warn: ignore, output: ignore };
  const terminal: Terminal = {
    call: {
      cwd: root,
      env,
      now: () => new Date(),
      random: () => 0.5,
      reporter,
      signal: new AbortController().signal,
      version: '0.0.0',
    },
    width: 80,
    colour: false,
    interactive: false,
    print: (text) => printed.push(text),
    complain: ignore,
    untilInterrupted: async () => undefined,
  };
  return { terminal, root, printed };
}

test('init says what it wrote, what it found, what to look at, and what comes next', async () => {
  const { terminal, printed, root } = terminalAt();
  expect(await initCommand(terminal, { model: ['tickets'], try: true })).toBe(0);
  expect(printed).toHaveLength(1);
  expect(printed[0]?.split('\n')).toEqual([
    'wrote weighbridge.yml',
    'wrote .github/workflows/weighbridge.yml',
    'found',
    '  evaluation: node evaluate.cjs, from evaluate.cjs',
    '  examples: data/eval.jsonl, 2 with the id field id',
    '  model: model.cjs',
    '  metrics: correct (higher: named correct, and every value is 0 or 1), usd (lower: named usd), in the rows that it wrote',
    'look at',
    '  Is `better` right for every metric? It was read from names and values, which can mislead.',
    'next',
    '  1. read weighbridge.yml, then weighbridge check',
    '  2. git add weighbridge.yml .github/workflows/weighbridge.yml && git commit --message "Weigh the model"',
    '  3. push it to the default branch: main is weighed in full, and stored, so that there is something to compare with',
    '  4. then open a pull request that changes the model: its report is a comment there',
    'later, require the check of this workflow in the rules of the default branch, and write `mode: enforce`',
  ]);
  expect(readFileSync(join(root, 'weighbridge.yml'), 'utf8')).toContain('  tickets:\n');
});

test('init --print --json answers with one document, and writes nothing', async () => {
  const { terminal, printed, root } = terminalAt();
  const flags = { model: [], try: true, json: true, print: true, name: 'tickets' };
  expect(await initCommand(terminal, flags)).toBe(0);
  const document = JSON.parse(printed.join(''));
  expect(document).toMatchObject({
    written: [],
    skipped: [],
    model: 'tickets',
    metrics: [
      { name: 'correct', better: 'higher' },
      { name: 'usd', better: 'lower', why: 'lower: named usd' },
    ],
    run: 'node evaluate.cjs',
    examples: 'data/eval.jsonl',
  });
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })).not.toContain(
    '.yml',
  );
  await initCommand(terminal, { ...flags, json: false });
  expect(printed[1]).toContain('# ── weighbridge.yml\n');
  expect(printed[1]).toContain('# found\n#   evaluation: node evaluate.cjs');
});

test('init writes one model', async () => {
  const { terminal } = terminalAt();
  await expect(initCommand(terminal, { model: ['a', 'b'], try: true })).rejects.toThrow(
    'name it with --name',
  );
});
