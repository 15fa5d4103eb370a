import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRunner } from '@weighbridge/workflow-runner';
import { expect, test } from 'vitest';
import { cliPath, nodePath, runCli } from './support/cli.ts';
import { gitEnvironment, makeProject } from './support/project.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The fenced blocks of a language, in the order of the page. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text]) => text ?? '',
  );
}

/** A suite in two languages, which a model of one keyword reads. */
const examples = Array.from({ length: 900 }, (_, index) => {
  const isUrgent = index % 2 === 0;
  const text = isUrgent ? `please help ${index % 10 === 0 ? 'soon' : 'now'}` : `thank you ${index}`;
  return JSON.stringify({
    id: `t-${index}`,
    text,
    label: isUrgent ? 'urgent' : 'other',
    language: index % 3 === 0 ? 'de' : 'en',
  });
}).join('\n');

function model(keyword: string): string {
  return `def predict(text):\n    return "urgent" if "${keyword}" in text else "other"\n`;
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython)
  process.stderr.write('left out: the README’s ten minutes are not tried, since there is no python3 here\n');

// The README's evaluation is in Python. CI has it installed; a contributor without it is told what was left out.
test.runIf(hasPython || process.env['CI'] === 'true')(
  'ten minutes to your own: what the README says works, word for word',
  async () => {
    const project = makeProject({ 'model.py': model('please'), 'data/eval.jsonl': `${examples}\n` });
    const runner = await openRunner();
    try {
      const [workflow = '', policy = ''] = blocks('yaml');
      const [evaluate = ''] = blocks('python');
      const [, , commit = '', record = '', weigh = ''] = blocks('sh');
      project.write('evaluate.py', evaluate);
      project.write('weighbridge.yml', policy);
      project.write('.github/workflows/weighbridge.yml', workflow);
      const shell = (script: string): string =>
        execFileSync('bash', ['-e', '-c', `weighbridge() { '${nodePath}' '${cliPath}' "$@"; }\n${script}`], {
          cwd: project.clone,
          env: { ...process.env, ...gitEnvironment },
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        });
      shell(commit);
      const pushed = await runner.push({ folder: project.clone, branch: 'main' });
      expect(pushed.jobs.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
      expect(shell(record)).toContain('First weighing of tickets');
      project.branch('worse');
      project.write('model.py', model('now'));
      expect(shell(weigh)).toContain('tickets would have been held');
      expect(readFileSync(join(project.clone, '.weighbridge', 'report.md'), 'utf8')).toContain('accuracy');
      shell('git commit --quiet --all --message "Read fewer words"');
      const { comments, jobs } = await runner.pullRequest({ folder: project.clone, head: 'worse' });
      expect(comments.map(({ body }) => body)).toEqual([
        expect.stringContaining('tickets would have been held'),
      ]);
      expect(jobs).toMatchObject([
        { name: 'weighbridge / weigh', conclusion: 'success' },
        { conclusion: 'skipped' },
      ]);
    } finally {
      await runner.close();
      project.remove();
    }
  },
);

test('the comment whose picture the README shows first is the one that the demo’s held pull request gets', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weighbridge-readme-'));
  try {
    const { stdout } = await runCli(['demo', '--no-serve', '--json'], {
      cwd: folder,
      env: { TMPDIR: folder },
      timeoutMs: 120_000,
    });
    const held = JSON.parse(stdout).acts.find((act: { outcome: string }) => act.outcome === 'regressed');
    expect(readdirSync(folder)).toEqual([]);
    // As it stood on the pull request; the picture's text is its first sentence.
    const comment: string = held.comment.body;
    const heading = comment.split('\n').find((line) => line.startsWith('### '));
    expect(heading).toMatch(/^### ⛔ Merging makes digits worse/);
    const [first = ''] = readme.split('\n');
    expect(first).toContain(
      `Comment on a pull request: ${heading?.slice('### '.length)}](docs/images/comment.png)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
