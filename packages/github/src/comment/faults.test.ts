import type { Fault, PullRecord } from '@weighbridge/local-github';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GitHubFailure } from '../client/github-failure.ts';
import { setStatus } from '../status/set-status.ts';
import { bot, type Scene, startScene } from '../testing/scene.ts';
import { putReport, type Report } from './put-report.ts';
import { commentText, reportDigest } from './run-line.ts';

let scene: Scene;
let pull: PullRecord;
let tests = 0;
beforeAll(async () => {
  scene = await startScene();
  pull = await scene.newPull();
});
afterAll(() => scene.close());
beforeEach(() => {
  tests += 1;
  for (const comment of [...scene.comments(pull)]) scene.local.comments.remove(comment);
  scene.local.forget();
  scene.told.length = 0;
});
afterEach(() => {
  scene.local.faults.clear();
  expect(scene.local.violations).toEqual([]);
});

type Kind = Omit<Fault, 'operation'>;
const kinds: Readonly<Record<string, Kind>> = {
  '500': { kind: 'status', status: 500 },
  '502, after it was done': { kind: 'status', status: 502, applied: true },
  '503 with retry-after': { kind: 'status', status: 503, retryAfterSeconds: 7 },
  '429 with retry-after': { kind: 'status', status: 429, retryAfterSeconds: 7 },
  'the hourly limit': { kind: 'rate-limit', retryAfterSeconds: 20 },
  'the secondary limit': { kind: 'secondary-limit' },
  'the secondary limit as 429': { kind: 'secondary-limit', status: 429, retryAfterSeconds: 9 },
  'a reset': { kind: 'reset' },
  'a reset, after it was done': { kind: 'reset', applied: true },
  'a garbled answer': { kind: 'garbage' },
  'a garbled answer, after it was done': { kind: 'garbage', applied: true },
  'half an answer': { kind: 'truncated' },
  'no answer': { kind: 'never' },
  'no answer, after it was done': { kind: 'never', applied: true },
};
const names = Object.keys(kinds);
const fault = (name: string, operation: string, times: number): Fault => ({
  operation,
  ...(kinds[name] ?? { kind: 'reset' }),
  times,
});

/** Only what never answers is to be given up soon. */
const patience = (name: string) => ({
  timers: { secondMs: 1, timeoutMs: name.startsWith('no answer') ? 150 : 5_000 },
});

const body = '### ✅ digits: no drop found';
const report = (): Report => ({
  ...{ pull: pull.number, key: 'weighbridge.yml', body, head: pull.headSha },
  ...{ run: { id: '5', attempt: 1 }, create: true },
});

function plant(times: number): void {
  for (let n = 0; n < times; n += 1) {
    const line = {
      ...{ key: 'weighbridge.yml', run: '4', attempt: 1 },
      ...{ head: pull.headSha, digest: reportDigest(`old ${n}`) },
    };
    scene.local.comments.create(scene.repository, pull.number, bot, commentText(line, `old ${n}`));
  }
}

/** Operations of a report, and how many comments stand there before. */
const operations: readonly (readonly [string, number])[] = [
  ['graphql', 0],
  ['pulls/get', 0],
  ['issues/list-comments', 0],
  ['issues/list-comments', 1],
  ['issues/create-comment', 0],
  ['issues/update-comment', 1],
  ['issues/delete-comment', 3],
];

const waits: Readonly<Record<string, number>> = {
  '503 with retry-after': 7,
  '429 with retry-after': 7,
  'the secondary limit': 60,
  'the secondary limit as 429': 9,
};

describe.each(operations)('%s, with %i comments there', (operation, before) => {
  it.each(names)('survives %s once', async (name) => {
    plant(before);
    const { struck } = scene.local.faults.add(fault(name, operation, 1));
    const outcome = await putReport(scene.open(patience(name)), report());
    expect(struck()).toBe(1);
    expect(outcome.kind).toBe(before === 0 ? 'created' : 'updated');
    expect(scene.comments(pull).map((comment) => comment.body.split('\n').at(-1))).toEqual([body]);
    expect(scene.told.length).toBeGreaterThanOrEqual(1);
    const wait = waits[name];
    if (wait !== undefined) expect(scene.told[0]).toMatch(new RegExp(`; waiting ${wait} s$`));
  });

  it.each(names)('ends with a failure that says so for %s that does not pass', async (name) => {
    plant(before);
    scene.local.faults.add(fault(name, operation, Number.POSITIVE_INFINITY));
    const applied = kinds[name]?.applied === true || name === 'half an answer';
    const outcome = putReport(scene.open(patience(name)), report());
    const found = operation === 'issues/create-comment' || operation === 'issues/update-comment';
    if (applied && (found || operation === 'issues/delete-comment')) {
      // It was done, whatever was answered, and is found to be.
      await expect(outcome).resolves.toMatchObject({ kind: before === 0 ? 'created' : 'updated' });
    } else {
      const failure = await outcome.then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(GitHubFailure);
      expect(String(failure)).toMatch(/could not .+: .{20,}/);
      expect(String(failure)).not.toMatch(/gh[ps]_|\n|</);
    }
    const reports = scene.comments(pull).filter((comment) => comment.body.endsWith(body));
    expect(reports.length).toBeLessThanOrEqual(1);
    expect(scene.comments(pull).length).toBeLessThanOrEqual(Math.max(1, before));
  });
});

describe.each(['repos/list-commit-statuses-for-ref', 'repos/create-commit-status'])('%s', (operation) => {
  const status = () => ({
    ...{ sha: pull.headSha, context: `weighbridge ${tests}`, state: 'success' as const },
    ...{ description: 'no drop found', targetUrl: 'https://example.com/run/5' },
  });

  it.each(names)('survives %s once', async (name) => {
    const { struck } = scene.local.faults.add(fault(name, operation, 1));
    expect(await setStatus(scene.open(patience(name)), status())).toBe('written');
    expect(struck()).toBe(1);
    const latest = scene.local.statuses.latest(scene.repository, pull.headSha);
    expect(latest.filter(({ context }) => context === status().context)).toHaveLength(1);
  });

  it.each(names)('ends with a failure for %s that does not pass', async (name) => {
    scene.local.faults.add(fault(name, operation, Number.POSITIVE_INFINITY));
    await expect(setStatus(scene.open(patience(name)), status())).rejects.toBeInstanceOf(GitHubFailure);
  });
});
