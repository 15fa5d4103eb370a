import type { Surroundings } from './surroundings.ts';

/** How what the model needs is installed, and how its programs are then called. */
export interface Setup {
  /** The lockfile, or the list of requirements. */
  readonly file: string;
  /** A shell command; a job runs it before it evaluates. */
  readonly command: string;
  /** Which interpreter runs a Python file then. */
  readonly python: string;
}

const python = 'python3';

/** In order: what pins most comes first. Hosted runners bring pip, pipx and npm. */
const setups: readonly Setup[] = [
  { file: 'uv.lock', command: 'pipx install uv && uv sync --frozen', python: 'uv run --frozen python' },
  { file: 'poetry.lock', command: 'pipx install poetry && poetry install', python: 'poetry run python' },
  { file: 'Pipfile.lock', command: 'pipx install pipenv && pipenv sync', python: 'pipenv run python' },
  { file: 'requirements.lock', command: 'pip install -r requirements.lock', python },
  { file: 'requirements.txt', command: 'pip install -r requirements.txt', python },
  { file: 'package-lock.json', command: 'npm ci', python },
  { file: 'npm-shrinkwrap.json', command: 'npm ci', python },
  { file: 'pnpm-lock.yaml', command: 'corepack enable && pnpm install --frozen-lockfile', python },
  { file: 'yarn.lock', command: 'corepack enable && yarn install --immutable', python },
];

const ofNode = /^(?:npm|corepack)\b/;

/** What installs the repository's dependencies, by the files at its root; of Python's and of Node's at most one each. */
export function findSetups({ has }: Pick<Surroundings, 'has'>): readonly Setup[] {
  const there = setups.filter(({ file }) => has(file));
  const forPython = there.find(({ command }) => !ofNode.test(command));
  const forNode = there.find(({ command }) => ofNode.test(command));
  return [forPython, forNode].flatMap((setup) => setup ?? []);
}
