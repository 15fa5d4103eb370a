import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionScene, type Job, openScene } from '../support/action-scene.ts';
import { projectFiles } from '../support/project.ts';

const model = (name: string): string => `  ${name}:
    paths: [model.json]
    eval:
      run: node ${name}.mjs
      examples: examples.jsonl
      metrics: { accuracy: { of: correct, better: higher } }
`;
const quick = `import { readFileSync, writeFileSync } from 'node:fs';
const ids = readFileSync(process.env.WEIGHBRIDGE_EXAMPLES, 'utf8').trim().split('\\n').map((line) => JSON.parse(line).id);
writeFileSync(process.env.WEIGHBRIDGE_RESULTS, ids.map((id) => JSON.stringify({ id, metrics: { correct: 1 } })).join('\\n') + '\\n');
`;
/** Says when it is at work, with a child of its own, and will not be ended by kindness. */
const endless = `import { spawn } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
if (process.env.TAKES_WORKSPACE) {
  rmSync(process.env.GITHUB_WORKSPACE, { recursive: true });
  process.exit(0);
}
const child = spawn('sleep', ['271'], { detached: true, stdio: 'ignore' });
writeFileSync('.weighbridge/at-work.part', process.pid + ' ' + child.pid);
renameSync('.weighbridge/at-work.part', '.weighbridge/at-work');
setInterval(() => {}, 1_000);
`;

let scene: ActionScene;
beforeAll(async () => {
  const policy = `version: 1\nmodels:\n${model('a')}${model('b')}`;
  scene = await openScene({ ...projectFiles(policy), 'a.mjs': quick, 'b.mjs': endless });
});
afterAll(() => scene.close());

/** Processes of the evaluation, once it is at work. */
async function atWork(job: Job): Promise<readonly number[]> {
  const file = join(job.workspace, '.weighbridge', 'at-work');
  while (!existsSync(file)) await delay(20);
  return readFileSync(file, 'utf8').split(' ').map(Number);
}

/** Whether it runs; one that has ended and was not yet waited for does not. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function assertReported(job: Job, state: Readonly<Record<string, string>>, why: string): Promise<void> {
  const post = await job.step({ action: 'weighbridge', phase: 'post', state });
  expect(post.code, post.log).toBe(0);
  expect(post.log).not.toContain('bug of Weighbridge:');
  expect(post.summary).toContain('b was not weighed');
  expect(post.summary).toContain(why);
  const [comment, ...more] = scene.comments(job);
  expect(comment?.body).toContain('b was not weighed');
  expect(comment?.body).toContain(why);
  expect(more).toEqual([]);
  const again = await job.step({ action: 'weighbridge', phase: 'post', state });
  expect(again.code).toBe(0);
  expect(scene.comments(job)).toHaveLength(1);
}

test.each([
  [['SIGINT'], 130],
  [['SIGINT', 'SIGTERM'], 143],
  [['SIGTERM'], 143],
] as const)('%s ends a weighing with all its children, and it is reported', async (signals, code) => {
  const job = await scene.pullJob();
  const step = job.start({ action: 'weighbridge' });
  const children = await atWork(job);
  expect(children.every(runs)).toBe(true);
  const begun = performance.now();
  for (const signal of signals) {
    step.child.kill(signal);
    await delay(50);
  }
  const end = await step.ended;
  // GitHub's runner waits 7.5 s, and another 2.5 s after SIGTERM.
  expect(performance.now() - begun).toBeLessThan(7_000);
  expect(end.code, end.log).toBe(code);
  await delay(100);
  expect(children.filter(runs)).toEqual([]);
  expect(end.log).toContain('the job was cancelled');
  expect(end.log).not.toContain('bug of Weighbridge');
  expect(end.state['weighbridge-phase']).toBe('cancelled');
  expect(scene.comments(job)).toEqual([]);
  await assertReported(job, end.state, 'the job was cancelled');
});

test('a step that is killed, as where memory is short, is reported after it', async () => {
  const job = await scene.pullJob();
  const step = job.start({ action: 'weighbridge' });
  const children = await atWork(job);
  step.child.kill('SIGKILL');
  // Its output is held open by what it leaves behind, which the runner ends with the job.
  for (const pid of children) process.kill(pid, 'SIGKILL');
  const end = await step.ended;
  expect(end.code).toBe(null);
  expect(end.state).toEqual({ 'weighbridge-phase': 'started' });
  await assertReported(job, end.state, 'run out of memory');
});

test('a bug of ours is reported as one, in log, summary and comment', async () => {
  const job = await scene.pullJob();
  const bomb = 'data:text/javascript,process.on("SIGUSR2",()=>{throw new Error("boom")})';
  const step = job.start({ action: 'weighbridge', node: ['--import', bomb] });
  const children = await atWork(job);
  step.child.kill('SIGUSR2');
  const end = await step.ended;
  expect(end.code, end.log).toBe(4);
  expect(end.log).toContain('boom');
  expect(end.log).toContain('this is a bug of Weighbridge, not of your change');
  expect(end.outputs).toEqual({ outcome: 'error', 'exit-code': '4' });
  expect(end.summary).toContain('ended with a bug of Weighbridge');
  await delay(100);
  expect(children.filter(runs)).toEqual([]);
  await assertReported(job, end.state, 'bug of Weighbridge');
});

test('a workspace that an evaluation deletes is no bug of ours, and post fails no job', async () => {
  const job = await scene.pullJob();
  const end = await job.step({ action: 'weighbridge', env: { TAKES_WORKSPACE: '1' } });
  expect(end.code, end.log).toBe(4);
  expect(end.outputs['exit-code']).toBe('4');
  expect(end.log).not.toContain('bug of Weighbridge');
  mkdirSync(job.workspace, { recursive: true });
  const post = await job.step({ action: 'weighbridge', phase: 'post', state: end.state });
  expect(post.code, post.log).toBe(0);
});

test('outputs that cannot be written end the step with a sentence, its report in the summary', async () => {
  const job = await scene.pullJob('fine');
  const folder = join(job.temp, 'outputs');
  mkdirSync(folder);
  const end = await job.step({
    action: 'weighbridge',
    inputs: { model: 'a' },
    env: { GITHUB_OUTPUT: folder },
  });
  expect(end.code, end.log).toBe(4);
  expect(end.log).not.toContain('bug of Weighbridge');
  expect(end.log).toContain(folder);
  expect(end.summary).toContain('weighing of a');
  const post = await job.step({ action: 'weighbridge', phase: 'post', state: end.state });
  expect(post.code).toBe(0);
});

test.each([
  [
    'GitHub is away',
    { GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_GRAPHQL_URL: 'http://127.0.0.1:9/graphql' },
  ],
  ['the event is gone', { GITHUB_EVENT_PATH: '/nowhere.json' }],
  ['nothing is checked out', { GITHUB_WORKSPACE: '/nowhere' }],
  ['the summary cannot be written', { GITHUB_STEP_SUMMARY: '/proc/nowhere' }],
] as const)('post fails no job where %s', async (_, env) => {
  const job = await scene.pullJob();
  const state = { 'weighbridge-phase': 'started' };
  const { code, log } = await job.step({ action: 'weighbridge', phase: 'post', quick: true, state, env });
  expect(code, log).toBe(0);
  expect(log).toMatch(/^::warning/m);
  expect(log).not.toContain('bug of Weighbridge');
});
