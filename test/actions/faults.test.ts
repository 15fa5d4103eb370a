import { cpSync } from 'node:fs';
import type { Fault } from '@weighbridge/local-github';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActionScene, Job, JobStep } from '../support/action-scene.ts';
import type { StepEnd } from '../support/action-step.ts';
import { lanes } from '../support/lanes.ts';

/** What can go wrong with a request, once or for ever. */
const kinds = {
  'an error of the server': { kind: 'status', status: 500 },
  'too many requests': { kind: 'status', status: 429, retryAfterSeconds: 7 },
  'the secondary limit': { kind: 'secondary-limit' },
  'a connection that breaks before anything is done': { kind: 'reset' },
  'a connection that breaks after it was done': { kind: 'reset', applied: true },
  'an answer that is no JSON': { kind: 'garbage' },
  'half an answer': { kind: 'truncated' },
  'no answer': { kind: 'never' },
} as const satisfies Record<string, Omit<Fault, 'operation'>>;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

/** Steps that ask GitHub's API for something, and what their exit code is on a change that makes the model worse. */
const steps = {
  comment: { step: { action: 'comment' }, code: 0 },
  gate: { step: { action: 'gate', inputs: { status: 'gate' } }, code: 1 },
  weigh: { step: { action: 'weighbridge' }, code: 1 },
} as const satisfies Record<string, { step: JobStep; code: number }>;
type Step = keyof typeof steps;

const bot = 'github-actions[bot]';
const isApi = (operation: string): boolean => !/^(?:git|artifacts|blobs)\//.test(operation);
const scenes = lanes(3);

/** A workspace in which the worse change was weighed, for the steps that go on from there. */
const weighed = new Map<ActionScene, { workspace: string; report: string }>();

/** A pull request of its own, with so many reports of an older run on it. */
async function jobFor(scene: ActionScene, step: Step, planted: number): Promise<Job> {
  const job = await scene.pullJob('worse');
  if (step !== 'weigh') {
    const { workspace } = await weighedIn(scene);
    cpSync(`${workspace}/.weighbridge`, `${job.workspace}/.weighbridge`, { recursive: true });
  }
  const { report } = planted === 0 ? { report: '' } : await weighedIn(scene);
  for (let n = 0; n < planted; n += 1)
    scene.github.comments.create(scene.repository, job.pull?.number ?? 0, bot, report);
  scene.github.forget();
  return job;
}

async function weighedIn(scene: ActionScene): Promise<{ workspace: string; report: string }> {
  const there = weighed.get(scene);
  if (there !== undefined) return there;
  const job = await scene.pullJob('worse');
  await job.step({ action: 'weighbridge' });
  const body = scene.comments(job)[0]?.body ?? '';
  const made = { workspace: job.workspace, report: body.replace(/ run=\d+ /, ' run=1 ') };
  weighed.set(scene, made);
  return made;
}

/** Operations of a good run, by how many older reports stand there. */
const operations = new Map<Step, readonly (readonly [operation: string, planted: number])[]>();

beforeAll(async () => {
  await scenes.in(async (scene) => {
    for (const step of Object.keys(steps) as Step[]) {
      const found = new Map<string, number>();
      for (const planted of step === 'gate' ? [0] : [0, 1, 2]) {
        const job = await jobFor(scene, step, planted);
        const end = await job.step(steps[step].step);
        expect(end.code, end.log).toBe(steps[step].code);
        for (const { operation } of scene.github.requests)
          if (isApi(operation) && !found.has(operation)) found.set(operation, planted);
      }
      operations.set(step, [...found]);
    }
  });
}, 120_000);

test('weighing goes on after each of its requests broke off once', { timeout: 120_000 }, async () => {
  for (const [operation, planted] of operations.get('weigh') ?? []) {
    await scenes.in(async (scene) => {
      const job = await jobFor(scene, 'weigh', planted);
      const { struck } = scene.github.faults.add({ operation, kind: 'reset', applied: true });
      const end = await job.step({ ...steps.weigh.step, quick: true });
      expect(struck(), operation).toBe(1);
      assertWhole(scene, job, 'weigh', end);
      expect(scene.comments(job)).toHaveLength(1);
    });
  }
});

test('the operations that are tried are those that steps send', () => {
  const sent = Object.fromEntries(
    [...operations].map(([step, found]) => [step, found.map(([name]) => name)]),
  );
  const ofComments = [
    ...['graphql', 'issues/create-comment', 'issues/delete-comment', 'issues/list-comments'],
    ...['issues/update-comment', 'pulls/get'],
  ];
  expect(sent['comment']?.toSorted()).toEqual(ofComments);
  expect(sent['weigh']?.toSorted()).toEqual(ofComments);
  expect(sent['gate']?.toSorted()).toEqual([
    'repos/create-commit-status',
    'repos/list-commit-statuses-for-ref',
  ]);
});

function assertWhole(scene: ActionScene, job: Job, step: Step, end: StepEnd): void {
  expect(end.code, end.log).toBe(steps[step].code);
  expect(end.log).not.toContain('bug of Weighbridge');
  expect(end.log.replaceAll(`::add-mask::${job.token}`, '')).not.toContain(job.token);
  expect(end.outputs).toMatchObject({ 'exit-code': String(steps[step].code), outcome: expect.anything() });
  expect(scene.comments(job).filter(({ body }) => body.includes('worse')).length).toBeLessThanOrEqual(2);
  if (step === 'weigh') expect(end.summary).toContain('Merging makes toy worse');
  expect(scene.github.violations).toEqual([]);
}

/** A weighing takes seconds, and asks through the same rooms as `comment`: each of its operations meets some of the kinds. */
const perKind = 3;
function casesOf(step: Step, name: Kind): readonly (readonly [operation: string, planted: number])[] {
  const found = operations.get(step) ?? [];
  if (step !== 'weigh') return found;
  return found.filter((_, index) => index % perKind === names.indexOf(name) % perKind);
}

const cases = (['comment', 'gate', 'weigh'] as const).flatMap((step) =>
  names.map((name) => [step, name] as const),
);
const passing = cases.filter(([step]) => step !== 'weigh');

describe.concurrent('a fault that passes', { timeout: 170_000 }, () => {
  test.for(passing)('%s does its work after %s', async ([step, name]) => {
    for (const [operation, planted] of casesOf(step, name)) {
      await scenes.in(async (scene) => {
        const job = await jobFor(scene, step, planted);
        const { struck } = scene.github.faults.add({ operation, ...kinds[name] });
        const end = await job.step({ ...steps[step].step, quick: true });
        expect(struck(), operation).toBe(1);
        assertWhole(scene, job, step, end);
        expect(end.log).toMatch(/GitHub .+; waiting \d+ s/);
        expect(end.log).not.toContain('could not be');
        if (step !== 'gate') expect(scene.comments(job)).toHaveLength(1);
      });
    }
  });
});

describe.concurrent('a fault that stays', { timeout: 170_000 }, () => {
  test.for(cases)('%s ends well with %s', async ([step, name]) => {
    for (const [operation, planted] of casesOf(step, name)) {
      await scenes.in(async (scene) => {
        const job = await jobFor(scene, step, planted);
        scene.github.faults.add({ operation, ...kinds[name], times: Number.POSITIVE_INFINITY });
        const end = await job.step({ ...steps[step].step, quick: true });
        assertWhole(scene, job, step, end);
        const reports = scene.comments(job);
        expect(reports.length, operation).toBeLessThanOrEqual(Math.max(1, planted));
        const warning = /^::warning.*could not (?:be written|be set): could not .{5,}: .{20,}$/m;
        // A write that was done, whatever was answered, is found to be.
        const found = step !== 'gate' && reports.some(({ body }) => !body.includes(' run=1 '));
        if (!found) expect(end.log, operation).toMatch(warning);
        if (!found && step !== 'gate') {
          expect(end.summary).toContain('Merging makes toy worse');
          expect(end.summary).toContain('not on the pull request: GitHub did not take it');
        }
      });
    }
  });
});
