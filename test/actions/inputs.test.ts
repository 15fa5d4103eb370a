import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionScene, type Job, openScene } from '../support/action-scene.ts';

let scene: ActionScene;
let job: Job;
beforeAll(async () => {
  scene = await openScene();
  job = await scene.pullJob('fine');
});
afterAll(() => scene.close());

test('all that is wrong with the inputs is said at once, and nothing is begun', async () => {
  const inputs = { role: 'wiegh', comment: 'never', env: 'KEY=a\nmy secret line\nKEY=b' };
  const { code, log, outputs, state, summary } = await job.step({ action: 'weighbridge', inputs });
  expect(code).toBe(2);
  expect(log).toContain('expected one of weigh, record (did you mean weigh?), got "wiegh"');
  expect(log).toContain('expected one of auto, off, got "never"');
  expect(log).toContain("input 'env' in the step's `with:`: line 2 is not of the form NAME=value");
  expect(log).toContain('line 3 sets a name again that line 1 has set');
  expect(`${log}${summary}`).not.toMatch(/my secret line|KEY=/);
  expect(log).not.toContain(job.token);
  expect(outputs).toEqual({ outcome: 'error', 'exit-code': '2' });
  expect(summary).toContain('did you mean weigh?');
  // Nothing was begun, so there is nothing to report on afterwards.
  expect(state).toEqual({});
  const post = await job.step({ action: 'weighbridge', phase: 'post', inputs, state });
  expect(post).toMatchObject({ code: 0, log: '', summary: '' });
});

test.each(['../weighbridge.yml', '/etc/hostname'])(
  'config %s outside of the repository is refused',
  async (config) => {
    const { code, log, outputs } = await job.step({ action: 'weighbridge', inputs: { config } });
    expect(log).toContain(`\`config\`: ${config} lies outside the repository`);
    expect(
      scene
        .comments(job)
        .map(({ body }) => body)
        .join(),
    ).not.toContain(job.workspace);
    expect(code).toBe(2);
    expect(outputs['exit-code']).toBe('2');
    expect(log).not.toContain('bug of Weighbridge');
  },
);

test('a config that is not there is said with what to do', async () => {
  const { code, log } = await job.step({ action: 'plan', inputs: { config: 'models/none.yml' } });
  expect(code).toBe(2);
  expect(log).toContain('models/none.yml');
  expect(log).toContain('weighbridge init');
});

test('a model that is not there is named', async () => {
  const { code, log } = await job.step({ action: 'weighbridge', inputs: { model: 'toi' } });
  expect(code).toBe(2);
  expect(log).toContain('there is no model toi; there are toy');
});

test.each(['', '   '])('with the token %j the change is weighed, and no comment is tried', async (token) => {
  const fresh = await scene.pullJob('fine');
  const { code, log, summary } = await fresh.step({ action: 'weighbridge', inputs: { token } });
  expect(log).toContain('no comment: the step was given no `token`');
  expect(log).not.toContain('bug of Weighbridge');
  expect(code).toBe(0);
  expect(summary).toContain('given no `token`');
  expect(scene.comments(fresh)).toEqual([]);
});

test('a token with a line break is refused without being shown', async () => {
  const { log } = await job.step({ action: 'comment', inputs: { token: 'ghs_first\nghs_second' } });
  const shown = log.replaceAll(/^::add-mask::.*$/gm, '');
  expect(shown).not.toContain('ghs_second');
});

test('without what the runner gives, a step says so', async () => {
  const { code, log } = await job.step({
    action: 'weighbridge',
    env: { GITHUB_EVENT_PATH: '/nowhere.json' },
  });
  expect(code).toBe(2);
  expect(log).not.toContain('bug of Weighbridge');
  expect(log).toContain('/nowhere.json');
});
