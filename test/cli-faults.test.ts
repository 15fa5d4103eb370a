import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cliPath, nodePath, runCli } from './support/cli.ts';
import { gitEnvironment, type Project, policyText, projectFiles } from './support/project.ts';
import { json, project, recorded } from './support/weighing.ts';

/** An evaluation that writes this text as its rows. */
function writing(text: string): Record<string, string> {
  const script = `import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.WEIGHBRIDGE_RESULTS, ${JSON.stringify(text)});\n`;
  return { 'evaluate.mjs': script };
}

/** Two models, each with its own evaluation and its own file. */
function twoModels(scripts: { readonly a: string; readonly b: string }): Record<string, string> {
  const model = (name: string) => `  ${name}:
    paths: ["${name}/**"]
    eval:
      run: node ${name}.mjs
      examples: examples.jsonl
      metrics: { accuracy: { of: correct, better: higher } }
`;
  return {
    ...projectFiles(`version: 1\nmodels:\n${model('a')}${model('b')}`),
    'a.mjs': scripts.a,
    'b.mjs': scripts.b,
    'a/model.json': '{}\n',
    'b/model.json': '{}\n',
  };
}

const allRight = `import { readFileSync, writeFileSync } from 'node:fs';
const ids = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => JSON.parse(line).id);
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, ids.map((id) => JSON.stringify({ id, metrics: { correct: 1 } })).join('\\n') + '\\n');
`;

test('refused rows leave a report that says where, the same on every machine, and close the gate', async () => {
  const at = await recorded();
  at.branch('garbage');
  at.commit('Garbage', writing('{"id": "ex-0001", "metrics": {"correct": 1}}\ngarbage\n'));
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(2);
  expect(document.error).toMatchObject({ code: 'rows', where: '.weighbridge/toy/rows.eval.jsonl:2' });
  expect(at.read('.weighbridge/report.md')).toContain('toy was not weighed');
  expect(at.read('.weighbridge/report.md')).not.toContain(at.folder);
  const gate = await json(at, ['gate']);
  expect(gate.code).toBe(2);
  expect(gate.document.verdicts[0].outcome).toBe('error');
});

test('what stops one model does not keep the others from being weighed, and decides the exit code', async () => {
  const at = await recorded(twoModels({ a: allRight, b: allRight }));
  at.branch('one-broken');
  const broken =
    "import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.WEIGHBRIDGE_RESULTS, '[]');\n";
  at.commit('Break a', { 'a.mjs': broken, 'b/model.json': '{"v": 2}\n' });
  const { code, document, stderr } = await json(at, ['run']);
  expect(code).toBe(2);
  expect(document).toMatchObject({ schema: 'weighbridge/verdict-set@1', outcome: 'error', exitCode: 2 });
  const found = document.verdicts.map((verdict: Record<string, unknown>) => [
    verdict['model'],
    verdict['outcome'],
    verdict['exitCode'],
  ]);
  expect(found).toEqual([
    ['a', 'error', 2],
    ['b', 'pass', 0],
  ]);
  expect(stderr).toContain('.weighbridge/a/rows.eval.jsonl:1');
  const evaluated = await json(at, ['eval']);
  expect(evaluated.code).toBe(2);
  expect(evaluated.document.failed[0].model).toBe('a');
  expect(evaluated.document.suites[0].model).toBe('b');
});

test('a verdict of an earlier weighing opens no gate', async () => {
  const at = await recorded();
  at.branch('fine');
  at.commit('Fine', { 'model.json': '{"skill": 0.95}\n' });
  expect((await json(at, ['run'])).code).toBe(0);
  expect((await json(at, ['gate'])).code).toBe(0);
  at.write('weighbridge.yml', 'version: 2\n');
  expect((await json(at, ['run'])).code).toBe(2);
  expect(existsSync(join(at.clone, '.weighbridge', 'report.md'))).toBe(false);
  expect((await json(at, ['gate'])).code).toBe(4);
});

test('an earlier evaluation is not compared where the harness or the branch is another now', async () => {
  const at = await recorded();
  at.branch('first');
  at.commit('Better', { 'model.json': '{"skill": 0.95}\n' });
  expect((await json(at, ['eval'])).code).toBe(0);
  at.git('switch', '--quiet', '--create', 'second');
  const branch = await json(at, ['compare']);
  expect(branch.code).toBe(2);
  expect(branch.document.error.message).toContain('another branch');
  at.git('switch', '--quiet', 'first');
  at.write('evaluate.mjs', `// graded otherwise\n${allRight}`);
  const harness = await json(at, ['compare']);
  expect(harness.code).toBe(2);
  expect(harness.document.error.message).toContain('harness');
});

test.each([
  ['0', /does not follow/],
  ['9', /exitCode/],
])('a verdict whose exit code was edited to %s opens no gate', async (code, message) => {
  const at = await recorded();
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  expect((await json(at, ['run'])).code).toBe(1);
  const path = '.weighbridge/toy/verdict.json';
  at.write(path, at.read(path).replace('"exitCode": 1', `"exitCode": ${code}`));
  const { code: answer, document } = await json(at, ['gate']);
  expect(answer).toBe(2);
  expect(document.error.message).toMatch(message);
});

test.each(['', 'garbage', '{}', '[]', 'null'])('a verdict file that holds %j opens no gate', async (text) => {
  const at = project();
  at.write('verdict.json', text);
  const { code, document } = await json(at, ['gate', 'verdict.json']);
  expect(code).toBe(2);
  expect(document.error.where).toContain('verdict.json');
});

test('an empty set of verdicts opens no gate', async () => {
  const at = project();
  const empty = { schema: 'weighbridge/verdict-set@1', outcome: 'pass', exitCode: 0, verdicts: [] };
  at.write('verdict.json', JSON.stringify(empty));
  expect((await json(at, ['gate', 'verdict.json'])).code).toBe(4);
});

test('examples that are not there are named with the key that names them and how to get them', async () => {
  const at = project({ ...projectFiles(), '.gitignore': 'examples.jsonl\n' });
  at.git('rm', '--quiet', '--cached', '--force', '--ignore-unmatch', 'examples.jsonl');
  at.git('clean', '-fdxq');
  at.git('commit', '--quiet', '--allow-empty', '--message', 'Without examples');
  const { code, document } = await json(at, ['eval', '--full']);
  expect(code).toBe(2);
  expect(document.error).toMatchObject({
    code: 'config',
    where: expect.stringMatching(/^weighbridge\.yml:\d/),
  });
  expect(document.error.message).toContain('examples.jsonl');
  expect(document.error.message).toContain('dvc pull');
  const checked = await json(at, ['check']);
  expect(checked.code).toBe(2);
  expect(checked.document.problems.map((problem: { message: string }) => problem.message)).toContainEqual(
    expect.stringContaining('there is no examples.jsonl'),
  );
});

test('what a command makes of its results file is survived: a folder, or no state folder at all', async () => {
  const at = await recorded();
  at.branch('odd');
  at.commit('A folder', {
    'evaluate.mjs': "import { mkdirSync } from 'node:fs';\nmkdirSync(process.env.WEIGHBRIDGE_RESULTS);\n",
  });
  for (let time = 0; time < 2; time += 1) {
    const { code, document, stderr } = await json(at, ['run']);
    expect(stderr).not.toContain('bug of Weighbridge');
    expect(code).toBe(4);
    expect(document.headline).toContain('wrote no rows');
  }
  at.commit('Deletes', {
    'evaluate.mjs': "import { rmSync } from 'node:fs';\nrmSync('.weighbridge', { recursive: true });\n",
  });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(4);
  expect(document.outcome).toBe('error');
  expect(at.read('.weighbridge/report.md')).toContain('not weighed');
});

/** An evaluation that says when it is at work, and goes on until it is ended. */
const endless = `import { writeFileSync } from 'node:fs';
writeFileSync('.weighbridge/at-work', String(process.pid));
setInterval(() => {}, 1_000);
`;

async function atWork(at: Project): Promise<void> {
  while (!existsSync(join(at.clone, '.weighbridge', 'at-work'))) await delay(20);
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends the command with all its children, leaves a report, and answers %i',
  async (signal, code) => {
    const at = await recorded();
    at.branch('endless');
    at.commit('Endless', {
      'evaluate.mjs': `import { spawn } from 'node:child_process';\nspawn('sleep', ['271'], { detached: true });\n${endless}`,
    });
    const child = spawn(nodePath, [cliPath, 'run', '--json'], {
      cwd: at.clone,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...gitEnvironment },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await atWork(at);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'error', exitCode: 4 });
    expect(at.read('.weighbridge/report.md')).toContain('interrupted');
    expect(readdirSync(join(at.clone, '.weighbridge', 'toy'))).not.toContain('lock');
    const evaluation = at.read('.weighbridge/at-work');
    expect(existsSync(`/proc/${evaluation}`)).toBe(false);
  },
);

test('two at once in one working tree do not mix their rows: the second is told who is at work', async () => {
  const at = await recorded();
  at.branch('slow');
  at.commit('Slow', { 'evaluate.mjs': endless });
  const first = spawn(nodePath, [cliPath, 'run'], {
    cwd: at.clone,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...gitEnvironment },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => first.once('close', resolve));
  await atWork(at);
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(2);
  expect(document.error.message).toContain(String(first.pid));
  first.kill('SIGKILL');
  await ended;
  process.kill(Number(readFileSync(join(at.clone, '.weighbridge', 'at-work'), 'utf8')), 'SIGKILL');
  at.write('evaluate.mjs', allRight);
  expect((await json(at, ['eval'])).code).toBe(0);
});

test('what the file system refuses is said in a sentence, without a stack', async () => {
  const at = project();
  at.write('.weighbridge', 'a file where the folder belongs\n');
  const { code, document, stderr } = await json(at, ['eval', '--full']);
  expect(code).toBe(4);
  expect(stderr).not.toMatch(/bug of Weighbridge|\n\s+at /);
  expect(document.error.where).toContain('.weighbridge');
  const out = await json(at, ['compare', '--candidate', 'examples.jsonl', '--out', 'no/such/folder/v.json']);
  expect(out.stderr).not.toContain('bug of Weighbridge');
});

test('secrets are masked in whatever command of the model prints them', async () => {
  const at = project(
    projectFiles(
      policyText({ suite: 'env: [API_KEY]' })
        .replace('examples: examples.jsonl', 'examples: { list: "echo $API_KEY >&2; cat examples.jsonl" }')
        .replace('    eval:', '    setup: echo setting up with $API_KEY\n    eval:')
        .replace('node evaluate.mjs', 'echo $API_KEY; node evaluate.mjs'),
    ),
  );
  const secret = 'sk-very-secret-value';
  const { code, stdout, stderr } = await runCli(['run'], {
    cwd: at.clone,
    env: { ...gitEnvironment, API_KEY: secret },
  });
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(secret);
  expect(stderr.match(/\*\*\*/g)).toHaveLength(3);
});

test('a model that the change deletes is no fault; one whose entry alone is deleted is still weighed', async () => {
  const at = await recorded(twoModels({ a: allRight, b: allRight }));
  const onlyB = at.read('weighbridge.yml').replace(/ {2}a:[\s\S]*(?= {2}b:)/, '');
  at.branch('deleted');
  at.git('rm', '--quiet', '-r', 'a', 'a.mjs');
  at.commit('Delete a', { 'weighbridge.yml': onlyB });
  const deleted = await json(at, ['run', '--model', 'a']);
  expect(deleted.code).toBe(0);
  expect(deleted.document).toMatchObject({ outcome: 'not-run', policy: 'base' });
  expect(deleted.document.headline).toContain('removed by this change');
  expect((await json(at, ['plan'])).document.shards).toEqual([]);
  expect((await json(at, ['eval'])).code).toBe(0);

  at.branch('hidden');
  at.commit('Hide a', {
    'weighbridge.yml': onlyB,
    'a.mjs': allRight.replace('correct: 1', 'correct: 0'),
    'a/model.json': '{"v": 2}\n',
  });
  const hidden = await json(at, ['run', '--model', 'a']);
  expect(hidden.document.outcome).not.toBe('not-run');
  expect(hidden.document.context.changed.policy).toContain('a is removed from weighbridge.yml');
});

test('what a change does to the policy of a model that it leaves alone stands in the verdict', async () => {
  const at = await recorded();
  at.branch('loosen');
  at.commit('Loosen', { 'weighbridge.yml': policyText().replace('0.5pp', '50pp') });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(0);
  expect(document.outcome).toBe('untouched');
  expect(document.context.changed.policy.join('\n')).toContain('tolerance');
});

test('rows that a command writes into the working tree are neither a change nor a part of the model', async () => {
  const csv = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const ids = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => JSON.parse(line).id);
mkdirSync('out', { recursive: true });
writeFileSync('out/rows.csv', ['id,correct', ...ids.map((id) => id + ',1')].join('\\n') + '\\n');
`;
  const policy = policyText({ suite: 'results: { path: out/rows.csv, format: csv }' });
  const at = await recorded({
    ...projectFiles(policy.replace('paths: ["model.json", "src/**"]', 'about: all')),
    'evaluate.mjs': csv,
  });
  expect(existsSync(join(at.clone, 'out', 'rows.csv'))).toBe(true);
  at.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing');
  expect((await json(at, ['plan'])).document.models[0].touched).toBe(false);
  const again = await json(at, ['eval', '--full', '--record']);
  expect(again.code).toBe(0);
  at.write('model.json', '{"skill": 0.5}\n');
  const dirty = await json(at, ['eval', '--full', '--record']);
  expect(dirty.code).toBe(2);
  expect(dirty.document.error.message).toContain('(model.json)');
});

test('a stored run that is damaged is left out with one sentence, and the next one is used', async () => {
  const at = await recorded();
  expect((await json(at, ['eval', '--full', '--record'])).code).toBe(0);
  const newest = at.git('ls-remote', 'origin', 'refs/weighbridge/*').split('\n').at(-1)?.split('\t')[1] ?? '';
  at.git('push', '--quiet', '--force', 'origin', `main:${newest}`);
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(1);
  expect(document.baseline).toMatchObject({ rung: 'stored', runs: 1 });
  const said = document.reasons.filter((reason: string) => reason.includes(newest));
  expect(said).toHaveLength(1);
  expect((await json(at, ['compare', '--baseline', 'main', '--candidate', 'main'])).code).toBe(0);
});

test('twenty clones that record in the same moment lose nothing', async () => {
  const at = project();
  const clones = Array.from({ length: 20 }, (_, index) => at.cloneAgain(`clone-${index}`));
  const runs = await Promise.all(clones.map((clone) => json(clone, ['eval', '--record'])));
  expect(runs.map(({ code }) => code)).toEqual(clones.map(() => 0));
  const stored = at.git('ls-remote', 'origin', 'refs/weighbridge/*').split('\n');
  expect(stored).toHaveLength(20);
}, 120_000);

test('a run that the remote refuses is judged all the same, and `record` stores it later', async () => {
  const at = project();
  const hook = join(at.remote, 'hooks', 'pre-receive');
  writeFileSync(hook, '#!/bin/sh\necho not today >&2\nexit 1\n', { mode: 0o755 });
  const refused = await json(at, ['eval', '--record']);
  expect(refused.code).toBe(4);
  expect(refused.document.error.message).toContain('not today');
  expect(refused.stderr).toContain('weighbridge record');
  expect(JSON.parse(at.read('.weighbridge/toy/verdict.json')).outcome).toBe('no-baseline');
  rmSync(hook);
  expect((await json(at, ['record'])).document.recorded[0].created).toBe(true);
});

test('a reader that stops reading ends nothing, and its end is not taken for a regression', async () => {
  const at = await recorded();
  at.branch('better');
  at.commit('Better', { 'model.json': '{"skill": 0.99}\n' });
  const child = spawn(nodePath, [cliPath, 'run'], {
    cwd: at.clone,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...gitEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stdout.destroy();
  child.stderr.once('data', () => child.stderr.destroy());
  expect(await ended).toBe(0);
  expect(JSON.parse(at.read('.weighbridge/toy/verdict.json')).outcome).toBe('pass');
});

test('a shard beyond the last example has nothing to evaluate, and that is no fault', async () => {
  const at = project();
  const { code, document } = await json(at, ['eval', '--shard', '500/600']);
  expect(code).toBe(0);
  expect(document).toMatchObject({ rows: 0, planned: 0 });
});

test('a must-pass id that no example has is named by the line of its file', async () => {
  const at = project({
    ...projectFiles(policyText({ suite: 'must_pass: must-pass.txt' })),
    'must-pass.txt': 'ex-0000\nnobody\n',
  });
  const { code, document } = await json(at, ['eval']);
  expect(code).toBe(2);
  expect(document.error.where).toBe('must-pass.txt:2');
});
