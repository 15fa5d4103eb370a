import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Nobody's git configuration, so that tests say the same on every machine. */
export const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Tester',
  GIT_AUTHOR_EMAIL: 'tester@localhost',
  GIT_COMMITTER_NAME: 'Tester',
  GIT_COMMITTER_EMAIL: 'tester@localhost',
};

/** A small repository of a team: a model of one number, a suite, and a remote. */
export interface Project {
  readonly folder: string;
  readonly clone: string;
  readonly remote: string;
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Writes files, commits them, and pushes the branch. */
  commit(message: string, files: Readonly<Record<string, string>>): string;
  branch(name: string, from?: string): void;
  /** A second clone of the remote, elsewhere. */
  cloneAgain(name: string, ...args: readonly string[]): Project;
  remove(): void;
}

/** The policy of the project; a test overrides what it is about. */
export interface PolicyText {
  readonly metric?: string;
  readonly suite?: string;
  readonly model?: string;
  readonly gate?: string;
}

export const examplesCount = 600;

/** weighbridge.yml with one model; each part is YAML flow or block text in its place. */
export function policyText(parts: PolicyText = {}): string {
  return `version: 1
models:
  toy:
    owner: "@acme/toys"
    paths: ["model.json", "src/**"]
    params: [model.json]
${indent(parts.model ?? '', 4)}    eval:
      run: node evaluate.mjs
      examples: examples.jsonl
      subset: { size: 200 }
${indent(parts.suite ?? '', 6)}      metrics:
        accuracy: { of: correct, better: higher, tolerance: 0.5pp${parts.metric ?? ''} }
${parts.gate === undefined ? '' : `gate: ${parts.gate}\n`}`;
}

function indent(text: string, by: number): string {
  return text === ''
    ? ''
    : `${text
        .split('\n')
        .map((line) => `${' '.repeat(by)}${line}`)
        .join('\n')}\n`;
}

/** Every example is harder than the one before; the model solves those below its skill. */
export const evaluateScript = `import { appendFileSync, readFileSync } from 'node:fs';
const { skill, crashAfter, drop, forgets } = JSON.parse(readFileSync('model.json', 'utf8'));
const examples = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
console.log('evaluating ' + examples.length + ' examples');
for (const [index, { id, difficulty, segment }] of examples.entries()) {
  if (crashAfter !== undefined && index === crashAfter) throw new Error('out of memory');
  if (drop !== undefined && index % drop === 0) continue;
  const row = { id, metrics: { correct: difficulty < skill && id !== forgets ? 1 : 0 }, slices: { segment } };
  appendFileSync(process.env.WEIGHBRIDGE_RESULTS, JSON.stringify(row) + '\\n');
}
`;

function examplesText(): string {
  const lines = Array.from({ length: examplesCount }, (_, index) =>
    JSON.stringify({
      id: `ex-${String(index).padStart(4, '0')}`,
      // A permutation of 0…599, so that difficulty does not follow the order of ids.
      difficulty: ((index * 257) % examplesCount) / examplesCount,
      segment: index % 3 === 0 ? 'smb' : 'enterprise',
    }),
  );
  return `${lines.join('\n')}\n`;
}

/** Files of the project's first commit. */
export function projectFiles(policy = policyText(), model: object = { skill: 0.9 }): Record<string, string> {
  return {
    'weighbridge.yml': policy,
    'model.json': `${JSON.stringify(model)}\n`,
    'evaluate.mjs': evaluateScript,
    'examples.jsonl': examplesText(),
    'README.md': '# Toy\n',
  };
}

export function makeProject(files: Readonly<Record<string, string>> = projectFiles()): Project {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-test-'));
  const remote = join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote], { env: environment() });
  const clone = join(folder, 'clone');
  mkdirSync(clone);
  const project = open(folder, clone, remote);
  project.git('init', '--quiet', '--initial-branch=main');
  project.git('remote', 'add', 'origin', remote);
  project.commit('First commit', files);
  return project;
}

function open(folder: string, clone: string, remote: string): Project {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], {
      cwd: clone,
      env: environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  };
  return {
    folder,
    clone,
    remote,
    git,
    write,
    read: (path) => readFileSync(join(clone, path), 'utf8'),
    commit: (message, files) => {
      for (const [path, text] of Object.entries(files)) write(path, text);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      git('push', '--quiet', '--set-upstream', 'origin', 'HEAD');
      return git('rev-parse', 'HEAD');
    },
    branch: (name, from = 'main') => {
      git('switch', '--quiet', '--create', name, from);
    },
    cloneAgain: (name, ...args) => {
      const target = join(folder, name);
      execFileSync('git', ['clone', '--quiet', ...args, `file://${remote}`, target], { env: environment() });
      return open(folder, target, remote);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ...gitEnvironment };
}
