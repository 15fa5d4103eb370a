import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from './outcome.ts';
import { type Folder, newFolder } from './testing/folder.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = join(root, 'packages/workflow-runner/build/main.js');

const workflow = `name: CI
on: { pull_request: , workflow_dispatch: { inputs: { name: { required: true } } } }
jobs:
  job:
    runs-on: x
    steps:
      - run: echo "hello \${{ vars.WHO }}"; echo "::warning::careful"; echo "# Summary" >> "$GITHUB_STEP_SUMMARY"; test "\${{ secrets.KEY }}" = value-of-key
`;

let folder: Folder;
beforeAll(async () => {
  await new Promise((done, fail) =>
    execFile(
      join(root, 'node_modules/.bin/tsc'),
      ['-b', 'packages/workflow-runner'],
      { cwd: root },
      (cause) => (cause === null ? done(undefined) : fail(cause)),
    ),
  );
});
beforeEach(async () => {
  folder = await newFolder({ '.github/workflows/ci.yml': workflow });
  await folder.commit('change', { 'a.txt': 'x' });
});
afterEach(() => folder.remove());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function command(...args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [main, folder.folder, ...args], { cwd: '/' }, (cause, stdout, stderr) =>
      done({ code: cause === null ? 0 : Number(cause.code), stdout, stderr }),
    );
  });
}

describe('the command', () => {
  it('ends with one line of JSON, keeps its state, and exits with 0 though a job failed', async () => {
    const state = join(folder.root, 'state');
    const args = ['--event', 'pull_request', '--head', 'change', '--state', state, '--json'];
    const first = await command(...args, '--var', 'WHO=world', '--secret', 'KEY=value-of-key');
    expect(first.code).toBe(0);
    expect(first.stdout.trimEnd().split('\n')).toHaveLength(1);
    const outcome = JSON.parse(first.stdout) as Outcome & { jobs: { logFile: string }[] };
    expect(outcome).toMatchObject({
      event: 'pull_request',
      jobs: [
        { name: 'job', conclusion: 'success', steps: [{ name: 'Set up job' }, {}, { name: 'Complete job' }] },
      ],
      comments: [],
      summary: '# Summary\n',
      pull: 1,
      violations: [],
    });
    expect(await readFile(outcome.jobs[0]?.logFile ?? '', 'utf8')).toContain('hello world');
    const again = await command(...args, '--rerun');
    expect(again.code).toBe(0);
    const second = JSON.parse(again.stdout) as Outcome;
    expect(second.runs).toMatchObject([{ id: outcome.runs[0]?.id, attempt: 2, conclusion: 'failure' }]);
    // Links lead to the same address again.
    expect(second.url).toBe(outcome.url);
  });

  it('prints a log for people', async () => {
    const { stdout, code } = await command('--event', 'pull_request', '--head', 'change', '--var', 'WHO=you');
    expect(code).toBe(0);
    expect(stdout).toMatch(/● job\n {2}▸ Set up job\n/);
    expect(stdout).toContain('    │ hello you\n    │ warning: careful\n');
    expect(stdout).toMatch(
      /✗ CI #1: failure\n {2}✗ job: failure · \d+\.\d s\n {6}warning: careful\n {6}error: Process completed with exit code 1\.\n/,
    );
  });

  it.each([
    [['--event', 'nothing'], '--event nothing: expected one of pull_request'],
    [['--event', 'pull_request'], 'needs one --head'],
    [['--event', 'pull_request', '--head', 'nowhere'], 'has no branch nowhere'],
    [['--event', 'workflow_dispatch'], 'Input name is required'],
    [['--event', 'workflow_dispatch', '--input', 'x'], '--input x: expected NAME=VALUE'],
    [['--wrong'], "Unknown option '--wrong'"],
    [['--event', 'push', '--workflow', 'none.yml'], 'there is no workflow none.yml'],
  ])('%j is refused with code 2', async (args, message) => {
    const { code, stderr, stdout } = await command(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it('ends what runs when it is interrupted', async () => {
    await folder.commit('slow', {
      '.github/workflows/ci.yml': `on: pull_request
jobs: { job: { runs-on: x, steps: [{ run: 'echo started $$; sleep 300' }, { if: cancelled(), run: echo cleaned up }] } }
`,
    });
    const child = spawn(process.execPath, [main, folder.folder, '--event', 'pull_request', '--head', 'slow']);
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (!child.killed && /│ started \d+\n/.test(printed)) child.kill('SIGINT');
    });
    const code = await new Promise((done) => child.once('close', done));
    expect(code).toBe(130);
    expect(printed).toContain('│ cleaned up');
    expect(printed).toContain('⊘ job: cancelled');
    const pid = Number(/│ started (\d+)\n/.exec(printed)?.[1]);
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('serves the pages until it is interrupted', async () => {
    const child = spawn(process.execPath, [
      main,
      folder.folder,
      '--event',
      'pull_request',
      '--head',
      'change',
      '--serve',
    ]);
    let printed = '';
    const page = await new Promise<string>((done) => {
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        const url = /serving (\S+) until/.exec(printed)?.[1];
        if (url !== undefined) done(fetch(url).then((reply) => reply.text()));
      });
    });
    expect(page).toContain('Change a.txt');
    child.kill('SIGINT');
    expect(await new Promise((done) => child.once('close', done))).toBe(0);
  });
});
