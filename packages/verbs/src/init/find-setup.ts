import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from './surroundings.ts';

/** How what the model needs is installed, and how its programs are then called. */
export interface Setup {
  /** The lockfile, or the list of requirements. */
  readonly file: string;
  /** Shell commands; a job runs them before it evaluates, and ends at the first that fails. */
  readonly commands: readonly string[];
  /** Why there are more than one; a sentence. */
  readonly why?: string;
  /** Which interpreter runs a Python file then. */
  readonly python: string;
}

interface Way {
  readonly file: string;
  readonly command: string;
  readonly python?: string;
  /** Installs into the interpreter that it is run with, which that of a system refuses. */
  readonly pip?: boolean;
}

/** In order: what pins most comes first. Hosted runners bring Python, pipx and npm. */
const ways: readonly Way[] = [
  { file: 'uv.lock', command: 'pipx install uv && uv sync --frozen', python: 'uv run --frozen python' },
  { file: 'poetry.lock', command: 'pipx install poetry && poetry install', python: 'poetry run python' },
  { file: 'Pipfile.lock', command: 'pipx install pipenv && pipenv sync', python: 'pipenv run python' },
  { file: 'requirements.lock', command: 'pip install -r requirements.lock', pip: true },
  { file: 'requirements.txt', command: 'pip install -r requirements.txt', pip: true },
  { file: 'package-lock.json', command: 'npm ci' },
  { file: 'npm-shrinkwrap.json', command: 'npm ci' },
  { file: 'pnpm-lock.yaml', command: 'corepack enable && pnpm install --frozen-lockfile' },
  { file: 'yarn.lock', command: 'corepack enable && yarn install --immutable' },
];

const ofNode = /^(?:npm|corepack)\b/;
/** Lines of .gitignore that take the whole folder out of git's sight. */
const ignoresVenv = /^(?:\*\*\/|\/)?\.venv(?:\/\**)?[ \t]*\r?$/m;

/** What installs the repository's dependencies, by the files at its root; of Python's and of Node's at most one each. */
export async function findSetups(around: Surroundings): Promise<readonly Setup[]> {
  const there = ways.filter(({ file }) => around.has(file));
  const forPython = there.find(({ command }) => !ofNode.test(command));
  const forNode = there.find(({ command }) => ofNode.test(command));
  const isIgnored = ignoresVenv.test(await around.text('.gitignore'));
  // Whoever has one here runs by it; for others the usual name goes on working, here and, by the PATH, in a job.
  const venvPython = existsSync(join(around.root, '.venv/bin/python')) ? '.venv/bin/python' : 'python3';
  return [forPython, forNode].flatMap((way): readonly Setup[] => {
    if (way === undefined) return [];
    const { file, command } = way;
    if (way.pip !== true) return [{ file, commands: [command], python: way.python ?? 'python3' }];
    return [{ file, commands: inVenv(command, isIgnored), why: whyVenv, python: venvPython }];
  });
}

const whyVenv =
  'Into a venv, as the Python of a system takes no packages. Git leaves it alone, or main would not be stored; from here on `python3`, `python` and `pip` are its own.';

function inVenv(command: string, isIgnored: boolean): readonly string[] {
  return [
    'python3 -m venv .venv',
    // Python itself does so from 3.13 on.
    ...(isIgnored ? [] : ["echo '*' > .venv/.gitignore"]),
    `.venv/bin/${command}`,
    'echo "$PWD/.venv/bin" >> "$GITHUB_PATH"',
  ];
}
