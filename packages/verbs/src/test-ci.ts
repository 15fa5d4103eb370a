import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch, type Scratch } from '@weighbridge/git/testing';
import type { Call } from './call.ts';
import type { CiRun } from './circumstances.ts';

/** A remote with one model that a word list is, and clones of it as CI makes them. */
export interface CiProject {
  readonly scratch: Scratch;
  readonly remote: string;
  /** The clone that commits are made in. */
  readonly work: string;
  /** What was said while a call ran. */
  readonly said: string[];
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  /** A fresh clone, one commit deep, of a commit that was pushed. */
  checkout(commit: string): Promise<string>;
  call(cwd: string, ci: CiRun, more?: Partial<Call>): Call;
}

const evaluate = `
import { readFileSync, writeFileSync } from 'node:fs';
const words = readFileSync('words.txt', 'utf8').split('\\n').filter(Boolean);
const rows = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => {
  const { id, word } = JSON.parse(line);
  return JSON.stringify({ id, metrics: { known: Number(words.includes(word)) } });
});
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, rows.join('\\n') + '\\n');
`;

const policy = `version: 1
models:
  words:
    paths: [words.txt]
    eval:
      run: node evaluate.mjs
      code: [evaluate.mjs]
      examples: examples.jsonl
      subset: { size: 60 }
      metrics:
        known: { better: higher, tolerance: 1pp }
`;

/** Words of the suite; every model knows some of them. */
export function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index}\n`).join('');
}

const examples = Array.from({ length: 200 }, (_, index) =>
  JSON.stringify({ id: `e${index}`, word: `word${index}` }),
).join('\n');

export async function makeCiProject(): Promise<CiProject> {
  const scratch = await makeScratch();
  const remote = await scratch.bare('remote.git');
  for (const key of ['allowAnySHA1InWant', 'allowFilter'])
    await scratch.git('remote.git', 'config', `uploadpack.${key}`, 'true');
  const work = await scratch.clone('work', remote);
  const said: string[] = [];
  const say = (text: string): void => {
    said.push(text);
  };
  const project: CiProject = {
    scratch,
    remote: `file://${remote}`,
    work,
    said,
    async commit(files) {
      const sha = await scratch.commit(work, files);
      await scratch.git(work, 'push', '-q', 'origin', 'HEAD:main');
      return sha;
    },
    async checkout(commit) {
      const dir = await mkdtemp(join(scratch.dir, 'checkout-'));
      await scratch.git(dir, 'init', '-q');
      await scratch.git(dir, 'remote', 'add', 'origin', project.remote);
      await scratch.git(dir, 'fetch', '-q', '--depth=1', 'origin', commit);
      await scratch.git(dir, 'checkout', '-q', '--detach', 'FETCH_HEAD');
      return dir;
    },
    call: (cwd, ci, more = {}) => ({
      cwd,
      env: scratch.env,
      now: () => new Date('2026-11-21T10:00:00Z'),
      random: () => 0.5,
      reporter: { step: say, line: say, progress: say, warn: say, output: say },
      signal: new AbortController().signal,
      version: '0.0.0',
      ci,
      ...more,
    }),
  };
  await project.commit({
    'weighbridge.yml': policy,
    'evaluate.mjs': evaluate,
    'examples.jsonl': `${examples}\n`,
    'words.txt': words(150),
  });
  return project;
}

/** A run of main after a push. */
export function ofMain(before: string | undefined, id = '11', kind: 'main' | 'schedule' = 'main'): CiRun {
  const run = { id, attempt: 1, url: null };
  return {
    circumstances: { kind, trust: 'main', event: 'push', draw: 'main', run, labels: [] },
    base: kind === 'main' ? { of: 'push', before } : { of: 'schedule' },
  };
}
