import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionScene, type Job, type JobStep, openScene } from '../support/action-scene.ts';

const hook = fileURLToPath(new URL('../support/loaded-chunks.mjs', import.meta.url));
let scene: ActionScene;
let job: Job;
beforeAll(async () => {
  scene = await openScene();
  await scene.recordMain();
  job = await scene.pullJob('worse');
  await job.step({ action: 'weighbridge' });
});
afterAll(() => scene.close());

/** Bytes of the bundle that a step reads. */
async function loadedBytes(step: JobStep): Promise<number> {
  const list = join(job.temp, `chunks-${step.action}-${step.phase ?? 'main'}`);
  const { log } = await job.step({
    ...step,
    node: ['--import', hook],
    env: { ...step.env, LOADED_CHUNKS: list },
  });
  expect(log).not.toContain('bug of Weighbridge');
  const files = new Set(readFileSync(list, 'utf8').trim().split('\n'));
  return [...files].reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
}

test.each([
  { action: 'plan' },
  { action: 'comment' },
  { action: 'gate', inputs: { status: 'gate' } },
  { action: 'gate' },
  { action: 'weighbridge', phase: 'post', state: { 'weighbridge-phase': 'finished' } },
] as const satisfies readonly JobStep[])('$action loads at most 1 MB of the bundle', async (step) => {
  const bytes = await loadedBytes(step);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(1_000_000);
});

test('a step that does nothing loads a fraction of it', async () => {
  const bytes = await loadedBytes({ action: 'weighbridge', env: { GITHUB_EVENT_NAME: 'issues' } }).catch(
    () => 0,
  );
  expect(bytes).toBeLessThanOrEqual(1_000_000);
});
