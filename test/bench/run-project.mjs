import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowOf } from './row-files.mjs';
import { makeScratch, removeScratch } from './scratch-folder.mjs';

export const runRows = 10_000;

const command = 'node evaluate.mjs';

const policy = `version: 1
models:
  bench:
    paths: [model.json]
    eval:
      run: ${command}
      examples: examples.jsonl
      slices: [segment, length]
      metrics:
        accuracy: { of: correct, better: higher, tolerance: 0.5pp, slices: [segment] }
        cost:     { of: usd, aggregate: mean, unit: usd, better: lower, tolerance: 2%, margin: 10%, gate: block }
`;

/** Does as little as an evaluation can, so that what is left of the time is Weighbridge's. */
const evaluate = `import { readFileSync, writeFileSync } from 'node:fs';
const { skill, phase } = JSON.parse(readFileSync('model.json', 'utf8'));
const lines = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trimEnd().split('\\n');
const rows = lines.map((line) => {
  const { id, difficulty, usd, slices } = JSON.parse(line);
  const metrics = { correct: difficulty < skill ? 1 : 0, usd: usd * (1 + 0.1 * Math.sin(phase + difficulty * 1e4)) };
  return JSON.stringify({ id, metrics, slices });
});
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, rows.join('\\n') + '\\n');
`;

/** A repository with a remote, both in a temporary folder. */
export function makeRunProject() {
  const folder = makeScratch('run');
  const [remote, clone] = [join(folder, 'remote.git'), join(folder, 'clone')];
  const environment = {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Bench',
    GIT_AUTHOR_EMAIL: 'bench@localhost',
    GIT_COMMITTER_NAME: 'Bench',
    GIT_COMMITTER_EMAIL: 'bench@localhost',
  };
  const git = (...args) => execFileSync('git', args, { cwd: clone, env: { ...process.env, ...environment } });
  const commit = (message) => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  };
  mkdirSync(clone);
  git('init', '--quiet', '--bare', '--initial-branch=main', remote);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', remote);
  const files = {
    'weighbridge.yml': policy,
    'evaluate.mjs': evaluate,
    'model.json': '{"skill": 0.9, "phase": 1}\n',
    'examples.jsonl': examplesText(),
    'README.md': '# Bench\n',
    '.gitignore': '.weighbridge/\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(clone, name), text);
  commit('First commit');
  git('push', '--quiet', '--set-upstream', 'origin', 'main');
  return {
    folder,
    clone,
    environment,
    command,
    head: () => git('rev-parse', 'HEAD').toString().trim(),
    /** Commits one file's new text on a branch of its own from main. */
    change: (branch, name, text) => {
      git('switch', '--quiet', '--create', branch, 'main');
      writeFileSync(join(clone, name), text);
      commit(branch);
    },
    remove: () => removeScratch(folder),
  };
}

/** Difficulties are a permutation of equal steps, so that they do not follow the order of ids. */
function examplesText() {
  const line = (_, index) => {
    const { id, metrics, slices } = rowOf('baseline', index);
    const difficulty = ((index * 257) % runRows) / runRows;
    return `${JSON.stringify({ id, difficulty, usd: metrics.usd, slices })}\n`;
  };
  return Array.from({ length: runRows }, line).join('');
}
