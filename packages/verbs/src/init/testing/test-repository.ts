import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadPolicy, type Policy } from '@weighbridge/contract';
import { onTestFinished } from 'vitest';
import type { Call } from '../../call.ts';
import { type InitOptions, type InitOutcome, init } from '../init.ts';

export interface TestRepository {
  readonly root: string;
  readonly call: Call;
  /** What the verb told its reporter. */
  readonly said: readonly string[];
  readonly has: (path: string) => boolean;
  readonly read: (path: string) => string;
  readonly git: (...args: readonly string[]) => string;
  /** Runs the verb; without flags unless some are given. */
  readonly init: (options?: Partial<InitOptions>) => Promise<InitOutcome>;
  /** weighbridge.yml as it is read. */
  readonly policy: () => Promise<Policy>;
}

/** A git repository that holds these files, in a folder with this name; gone when the test is over. */
export function repositoryOf(files: Readonly<Record<string, string>>, name = 'tickets'): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-init-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const root = join(folder, name);
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], { cwd: root, env, encoding: 'utf8' }).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git(
    '-c',
    'user.name=Tester',
    '-c',
    'user.email=tester@localhost',
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    'x',
  );
  const said: string[] = [];
  const say = (text: string): void => {
    said.push(text);
  };
  const call: Call = {
    cwd: root,
    env,
    now: () => new Date(),
    random: () => 0.5,
    reporter: { step: say, line: say, progress: say, warn: say, output: say },
    signal: new AbortController().signal,
    version: '0.0.0',
  };
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  return {
    root,
    call,
    said,
    read,
    git,
    has: (path) => existsSync(join(root, path)),
    init: (options = {}) => init(call, { print: false, tryIt: true, ...options }),
    policy: async () => {
      const bytes = new TextEncoder().encode(read('weighbridge.yml'));
      const source = { label: 'a test', read: async () => bytes, list: async () => [] };
      const policy = await loadPolicy(source, 'weighbridge.yml');
      if (policy === undefined) throw new Error('no policy');
      return policy;
    },
  };
}

/** So many examples with ids ex-0, ex-1, … and a text. */
export function examplesText(count = 30): string {
  return Array.from(
    { length: count },
    (_, at) => `${JSON.stringify({ id: `ex-${at}`, text: `t${at}` })}\n`,
  ).join('');
}

/** A script of Node's that writes these metrics for every example, as rows. */
export function rowsScript(metrics: string): string {
  return `import { readFileSync, appendFileSync } from 'node:fs';
import { predict } from './model.mjs';
const examples = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
for (const [at, { id }] of examples.entries()) {
  predict(at);
  appendFileSync(process.env.WEIGHBRIDGE_RESULTS, JSON.stringify({ id, metrics: ${metrics} }) + '\\n');
}
`;
}

/** Files of a project of Node's whose evaluation writes these metrics. */
export function nodeProject(metrics = '{ correct: at % 2, latency_ms: at + 0.5 }'): Record<string, string> {
  return {
    'evaluate.mjs': rowsScript(metrics),
    'model.mjs': 'export const predict = (at) => at;\n',
    'data/eval.jsonl': examplesText(),
    'README.md': '# Tickets\n',
  };
}
