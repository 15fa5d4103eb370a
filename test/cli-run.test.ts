import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from './support/cli.ts';
import { evaluateScript, gitEnvironment, policyText, projectFiles } from './support/project.ts';
import { json, project, recorded, weighbridge } from './support/weighing.ts';

test('a first run of main has no baseline, is stored, and can be found again', async () => {
  const at = project();
  const { code, document } = await json(at, ['eval', '--full', '--record']);
  expect(code).toBe(0);
  expect(document).toMatchObject({ rows: 600, planned: 600, stoppedEarly: false });
  expect(document.recorded).toHaveLength(1);
  expect(document.verdicts[0].outcome).toBe('no-baseline');
  const refs = at.git('ls-remote', 'origin', 'refs/weighbridge/*').split('\n');
  expect(refs).toHaveLength(1);
  expect(refs[0]).toContain('refs/weighbridge/runs/toy/');
});

test('a worse model is held, with its report on disk', async () => {
  const at = await recorded();
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(1);
  expect(document).toMatchObject({
    schema: 'weighbridge/verdict@1',
    model: 'toy',
    outcome: 'regressed',
    exitCode: 1,
    policy: 'base',
    kind: 'local',
    baseline: { rung: 'stored', runs: 1, rows: 600 },
    candidate: { rows: 200, planned: 200 },
  });
  expect(document.metrics[0].delta).toBeCloseTo(-0.1, 1);
  expect(document.context.changed.params).toEqual([
    { file: 'model.json', key: 'skill', before: '0.9', after: '0.8' },
  ]);
  const report = readFileSync(join(at.clone, '.weighbridge', 'report.md'), 'utf8');
  expect(report).toContain('toy');
  expect(report).toContain('@acme/toys');
  expect(at.git('status', '--porcelain')).toBe('');
});

test('a better model passes, and says so', async () => {
  const at = await recorded();
  at.branch('better');
  at.commit('Better', { 'model.json': '{"skill": 0.99}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(0);
  expect(document.outcome).toBe('pass');
  expect(document.metrics[0].outcome).toBe('improved');
});

test('a change that touches nothing of the model is answered without an evaluation', async () => {
  const at = await recorded();
  at.branch('docs');
  at.commit('Docs', { 'README.md': '# Toy, explained\n' });
  const { code, document, stderr } = await json(at, ['run']);
  expect(code).toBe(0);
  expect(document.outcome).toBe('untouched');
  expect(stderr).not.toContain('evaluating');
});

test('observing reports a regression and lets it pass', async () => {
  const at = await recorded(projectFiles(policyText({ gate: '{ mode: observe }' })));
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const { code, document } = await json(at, ['run']);
  expect(document.outcome).toBe('regressed');
  expect(document.mode).toBe('observe');
  expect(code).toBe(0);
});

test('the first change ever is weighed by its own policy, and says so', async () => {
  const at = project({ 'README.md': '# Empty\n' });
  at.branch('add-weighbridge');
  at.commit('Add Weighbridge', projectFiles());
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(0);
  expect(document).toMatchObject({ outcome: 'no-baseline', policy: 'head' });
  expect(document.reasons.join(' ')).toContain('policy: head');
});

test('a change cannot loosen the policy that judges it; what it tries is shown', async () => {
  const at = await recorded();
  at.branch('cheat');
  at.commit('Loosen and worsen', {
    'model.json': '{"skill": 0.8}\n',
    'weighbridge.yml': policyText().replace('0.5pp', '50pp'),
  });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(1);
  expect(document.metrics[0].tolerance).toBeCloseTo(0.005);
  expect(document.context.changed.policy.join('\n')).toContain('tolerance');
});

test("a change cannot choose the examples that judge it: main's suite decides", async () => {
  const at = await recorded();
  at.branch('easy');
  const easy = projectFiles()['examples.jsonl']?.replaceAll(/"difficulty":[0-9.]+/g, '"difficulty":0') ?? '';
  at.commit('Easier examples', { 'model.json': '{"skill": 0.8}\n', 'examples.jsonl': easy });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(1);
  expect(document.context.changed.policy.join('\n')).toContain('examples.jsonl');
});

test('a change of the harness is not comparable, is named, and holds', async () => {
  const at = await recorded();
  at.branch('harness');
  at.commit('Grade otherwise', { 'evaluate.mjs': `// stricter\n${evaluateScript}` });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(3);
  expect(document.outcome).toBe('not-comparable');
  expect(document.notComparable.join(' ')).toContain('evaluate.mjs');
});

test('a crash is an infrastructure fault, never a regression, and the report says what the command said', async () => {
  const at = await recorded();
  at.branch('crash');
  at.commit('Crash', { 'model.json': '{"skill": 0.8, "crashAfter": 50}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(4);
  expect(document.outcome).toBe('error');
  expect(document.headline).toContain('code 1');
  expect(document.context.log.join('\n')).toContain('out of memory');
  expect(
    readFileSync(join(at.clone, '.weighbridge', 'toy', 'rows.eval.jsonl'), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(50);
  expect(readFileSync(join(at.clone, '.weighbridge', 'report.md'), 'utf8')).toContain('not weighed');
});

test('a command that hangs is ended, with all its children', async () => {
  const at = await recorded(projectFiles(policyText({ suite: 'timeout: 2s' })));
  at.branch('hang');
  at.commit('Hang', {
    'evaluate.mjs':
      "import { spawn } from 'node:child_process';\nspawn('sleep', ['300'], { detached: true, stdio: 'inherit' });\nsetTimeout(() => {}, 300000);\n",
  });
  const { code, document } = await json(at, ['eval']);
  expect(code).toBe(4);
  expect(document.failed[0].reason).toContain('time limit');
});

test('too many missing rows are incomplete, which is always 3', async () => {
  const at = await recorded();
  at.branch('gaps');
  at.commit('Skips examples', { 'model.json': '{"skill": 0.9, "drop": 10}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(3);
  expect(document.outcome).toBe('incomplete');
});

test('rows of examples that were not asked for are refused', async () => {
  const at = await recorded();
  at.branch('stranger');
  at.commit('Invents an example', {
    'evaluate.mjs':
      "import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.WEIGHBRIDGE_RESULTS, JSON.stringify({ id: 'made-up', metrics: { correct: 1 } }) + '\\n');\n",
  });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(2);
  expect(document.error.code).toBe('rows');
  expect(document.error.message).toContain('made-up');
});

test('a push or a re-run evaluates the same examples', async () => {
  const at = await recorded();
  at.branch('same');
  at.commit('One', { 'model.json': '{"skill": 0.91}\n' });
  await weighbridge(at, 'run');
  const first = readFileSync(join(at.clone, '.weighbridge', 'toy', 'examples.eval.jsonl'), 'utf8');
  at.commit('Two', { 'model.json': '{"skill": 0.92}\n' });
  await weighbridge(at, 'run');
  expect(readFileSync(join(at.clone, '.weighbridge', 'toy', 'examples.eval.jsonl'), 'utf8')).toBe(first);
  expect(first.trim().split('\n')).toHaveLength(200);
});

test('one must-pass example that fails holds a change whose metrics are fine, in the subset or not', async () => {
  const at = await recorded({
    ...projectFiles(policyText({ suite: 'must_pass: must-pass.txt' })),
    'must-pass.txt': '# the easiest\nex-0000\nex-0187\nex-0194\nex-0201\n',
  });
  at.branch('forgets');
  at.commit('Forgets one', { 'model.json': '{"skill": 0.9, "forgets": "ex-0187"}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(1);
  expect(document.outcome).toBe('regressed');
  expect(document.examples.mustPassFailing).toEqual(['ex-0187']);
  expect(document.candidate.planned).toBe(200);
  expect(document.metrics[0].observed.n).toBe(200);
  expect(document.metrics[0].outcome).not.toBe('regressed');
});

test('plan says which models a change touches and why, within a second of work', async () => {
  const at = await recorded();
  at.branch('params');
  at.commit('Change the model', { 'model.json': '{"skill": 0.95}\n' });
  const { code, document } = await json(at, ['plan']);
  expect(code).toBe(0);
  expect(document).toEqual({
    models: [{ name: 'toy', touched: true, why: [expect.stringContaining('model.json')], notDue: null }],
    shards: [{ model: 'toy', suite: 'eval', shard: 1, of: 1 }],
  });
});

test('steps by themselves say the same as run: eval, compare, report, explain, gate', async () => {
  const at = await recorded();
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const whole = await json(at, ['run']);
  expect((await weighbridge(at, 'eval')).code).toBe(0);
  const steps = await json(at, ['compare', '--out', 'verdict.json']);
  expect(steps.code).toBe(1);
  expect({ ...steps.document, baseline: null }).toEqual({ ...whole.document, baseline: null });
  expect(JSON.parse(readFileSync(join(at.clone, 'verdict.json'), 'utf8'))).toEqual(steps.document);
  const markdown = await weighbridge(at, 'report', 'verdict.json', '--format', 'md');
  expect(markdown.stdout).toBe(readFileSync(join(at.clone, '.weighbridge', 'toy', 'report.md'), 'utf8'));
  expect((await weighbridge(at, 'report', 'verdict.json', '--format', 'html')).stdout).toContain(
    '<!doctype html>',
  );
  expect((await weighbridge(at, 'explain', 'verdict.json', 'accuracy')).stdout).toContain('accuracy');
  expect((await weighbridge(at, 'explain', 'verdict.json', 'acuracy')).code).toBe(2);
  expect((await weighbridge(at, 'gate')).code).toBe(1);
  expect((await weighbridge(at, 'gate', 'verdict.json')).code).toBe(1);
});

test('a gate without any verdict is closed', async () => {
  const at = project();
  expect((await weighbridge(at, 'gate')).code).toBe(4);
});

test('revisions whose results are stored are compared', async () => {
  const at = await recorded();
  const before = at.git('rev-parse', 'HEAD');
  at.commit('Worse on main', { 'model.json': '{"skill": 0.8}\n' });
  const main = await json(at, ['eval', '--full', '--record']);
  expect(main.code).toBe(0);
  expect(main.document.verdicts[0].outcome).toBe('regressed');
  const { code, document } = await json(at, ['compare', '--baseline', before, '--candidate', 'HEAD']);
  expect(code).toBe(1);
  expect(document.metrics[0].delta).toBeCloseTo(-0.1, 6);
  expect(document.context.history).toEqual([]);
});

test('recording the same evidence again changes nothing, and only whole, committed runs are stored', async () => {
  const at = project();
  expect((await weighbridge(at, 'eval')).code).toBe(0);
  expect((await weighbridge(at, 'record')).code).toBe(2);
  expect((await weighbridge(at, 'eval', '--full')).code).toBe(0);
  const first = await json(at, ['record']);
  expect(first.document.recorded[0].created).toBe(true);
  const again = await json(at, ['record']);
  expect(again.document.recorded[0]).toMatchObject({ created: false, run: first.document.recorded[0].run });
  at.write('model.json', '{"skill": 0.5}\n');
  const dirty = await json(at, ['eval', '--full', '--record']);
  expect(dirty.code).toBe(2);
  expect(dirty.document.error.message).toContain('commit');
});

test('rows that were changed after eval are not believed', async () => {
  const at = await recorded();
  at.branch('tampered');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  await weighbridge(at, 'eval');
  const path = join('.weighbridge', 'toy', 'results.eval.jsonl');
  at.write(path, readFileSync(join(at.clone, path), 'utf8').replaceAll('"correct":0', '"correct":1'));
  const { code, document } = await json(at, ['compare']);
  expect(code).toBe(2);
  expect(document.error.message).toContain('evidence');
});

test('a depth-1 clone elsewhere finds the stored run by the same key', async () => {
  const at = await recorded();
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const other = at.cloneAgain(
    'elsewhere/deep/clone',
    '--depth',
    '2',
    '--branch',
    'worse',
    '--no-single-branch',
  );
  const { code, document } = await json(other, ['run', '--base', 'main']);
  expect(code).toBe(1);
  expect(document.baseline.rung).toBe('stored');
});

test('a folder can hold the runs instead of git', async () => {
  const at = project();
  expect((await weighbridge(at, 'eval', '--full', '--record', '--store', '../runs')).code).toBe(0);
  expect(at.git('ls-remote', 'origin', 'refs/weighbridge/*')).toBe('');
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const { code, document } = await json(at, ['run', '--store', '../runs']);
  expect(code).toBe(1);
  expect(document.baseline.rung).toBe('stored');
});

test('an older run of main is shown and never blocks where main itself was not weighed', async () => {
  const at = await recorded();
  at.commit('Main moves on unweighed', { 'model.json': '{"skill": 0.91}\n' });
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.7}\n' });
  const { document } = await json(at, ['run']);
  expect(document.baseline.rung).toBe('ancestor');
  expect(document.outcome).toBe('not-comparable');
  expect(document.metrics[0].delta).toBeLessThan(-0.1);
});

test('a secret that the policy hands to the command never shows', async () => {
  const files = projectFiles(policyText({ suite: 'env: [TOY_KEY]' }));
  files['evaluate.mjs'] = `console.log('key is ' + process.env.TOY_KEY);\n${evaluateScript}`;
  const at = project(files);
  const without = await weighbridge(at, 'eval');
  expect(without.code).toBe(2);
  expect(without.stdout).toContain('TOY_KEY is not set');
  const secret = 'sk-very-secret-1234';
  const { stdout, stderr, code } = await runCli(['eval'], {
    cwd: at.clone,
    env: { ...gitEnvironment, TOY_KEY: secret },
  });
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(secret);
  expect(stderr).toContain('key is ***');
});

test('two models make a verdict set, worst first in the exit code', async () => {
  const two = policyText().replace(
    'models:\n',
    `models:
  other:
    paths: ["other/**"]
    eval:
      run: node evaluate.mjs
      code: [evaluate.mjs]
      examples: examples.jsonl
      metrics:
        accuracy: { of: correct, better: higher }
`,
  );
  const at = project(projectFiles(two));
  expect((await weighbridge(at, 'eval', '--full', '--record')).code).toBe(0);
  at.branch('worse');
  at.commit('Worse', { 'model.json': '{"skill": 0.8}\n' });
  const { code, document } = await json(at, ['run']);
  expect(code).toBe(1);
  expect(document.schema).toBe('weighbridge/verdict-set@1');
  expect(document.verdicts.map((verdict: { outcome: string }) => verdict.outcome).sort()).toEqual([
    'regressed',
    'untouched',
  ]);
});

test('outside a repository, without a policy, and with a wrong policy the answer is one sentence and 2', async () => {
  const at = project({ 'README.md': '# Empty\n' });
  const none = await json(at, ['run']);
  expect(none.code).toBe(2);
  expect(none.document.error).toMatchObject({ code: 'config', where: 'weighbridge.yml' });
  at.commit('Wrong policy', { 'weighbridge.yml': policyText().replace('better', 'beter') });
  const wrong = await json(at, ['run']);
  expect(wrong.code).toBe(2);
  expect(wrong.document.error.where).toMatch(/^weighbridge\.yml:\d+:\d+$/);
  expect(wrong.document.error.message).toContain('better');
  const outside = await runCli(['run', '--json'], { cwd: '/', env: gitEnvironment });
  expect(outside.code).toBe(2);
  expect(existsSync('/.weighbridge')).toBe(false);
});
