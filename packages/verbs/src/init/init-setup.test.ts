import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { examplesText, repositoryOf } from './testing/test-repository.ts';

const workflow = '.github/workflows/weighbridge.yml';
const project = {
  'evaluate.py': 'from model import predict\n',
  'model.py': '',
  'data/eval.jsonl': examplesText(),
  'requirements.txt': '',
};
const hasVenv = spawnSync('python3', ['-c', 'import venv, ensurepip']).status === 0;

function withOf(text: string): { setup?: string; config?: string } {
  return parse(text).jobs.weighbridge.with;
}

test('requirements go into a venv that git does not see, and the command that was found goes on working', async () => {
  const repository = repositoryOf(project);
  const { run, found } = await repository.init({ tryIt: false });
  expect(run).toBe('python3 evaluate.py');
  expect(withOf(repository.read(workflow)).setup?.trim().split('\n')).toEqual([
    'python3 -m venv .venv',
    "echo '*' > .venv/.gitignore",
    '.venv/bin/pip install -r requirements.txt',
    'echo "$PWD/.venv/bin" >> "$GITHUB_PATH"',
  ]);
  expect(repository.read(workflow)).toContain('# Into a venv, as the Python of a system takes no packages.');
  expect(found.join('\n')).toContain('setup: python3 -m venv .venv && ');
});

test('a venv that is here, and that git ignores, is what runs the evaluation', async () => {
  const repository = repositoryOf({ ...project, '.gitignore': '__pycache__/\n.venv/\n' });
  mkdirSync(join(repository.root, '.venv/bin'), { recursive: true });
  writeFileSync(join(repository.root, '.venv/bin/python'), '');
  const { run } = await repository.init({ tryIt: false });
  expect(run).toBe('.venv/bin/python evaluate.py');
  expect(repository.read(workflow)).not.toContain('.gitignore');
});

test('beside it stand the packages of Node and the path of the policy', async () => {
  const repository = repositoryOf({ ...project, 'package-lock.json': '{}' });
  await repository.init({ tryIt: false, config: 'ci/weighbridge.yml' });
  const { setup, config } = withOf(repository.read(workflow));
  expect(setup).toMatch(/GITHUB_PATH"\nnpm ci\n$/);
  expect(config).toBe('ci/weighbridge.yml');
});

test.skipIf(!hasVenv)(
  'what it proposes runs as the workflow runs it, and leaves the working tree clean',
  async () => {
    const repository = repositoryOf(project);
    await repository.init({ tryIt: false });
    const before = repository.git('status', '--porcelain', '--untracked-files=all');
    const paths = join(repository.root, '..', 'paths');
    const { setup = '' } = withOf(repository.read(workflow));
    const { status, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', setup], {
      cwd: repository.root,
      env: {
        ...repository.call.env,
        GITHUB_PATH: paths,
        PIP_DISABLE_PIP_VERSION_CHECK: '1',
        PIP_NO_INDEX: '1',
      },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    expect(repository.git('status', '--porcelain', '--untracked-files=all')).toBe(before);
    const path = `${readFileSync(paths, 'utf8').trim()}:${process.env['PATH']}`;
    const which = spawnSync('python3', ['-c', 'import sys; print(sys.prefix)'], {
      env: { ...process.env, PATH: path },
      encoding: 'utf8',
    });
    expect(which.stdout.trim()).toMatch(/\/tickets\/\.venv$/);
  },
  60_000,
);
