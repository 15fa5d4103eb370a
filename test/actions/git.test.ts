import { execFileSync } from 'node:child_process';
import type { Fault } from '@weighbridge/local-github';
import { describe, expect, test } from 'vitest';
import type { ActionScene, Job } from '../support/action-scene.ts';
import { lanes } from '../support/lanes.ts';
import { policyText, projectFiles } from '../support/project.ts';

const forever = Number.POSITIVE_INFINITY;
const prefix = 'refs/heads/weighbridge';
const onBranches = `${policyText()}store: { prefix: ${prefix} }\n`;
const scenes = lanes(2, projectFiles(onBranches));

const broken: readonly (readonly [string, Omit<Fault, 'operation'>])[] = [
  ['fails', { kind: 'status', status: 500 }],
  ['hangs up', { kind: 'reset' }],
  ['breaks off', { kind: 'truncated' }],
  ['wants less', { kind: 'status', status: 429 }],
];

describe.concurrent('weighing, where the git server', { timeout: 150_000 }, () => {
  test.for(broken)('%s once: it is asked again', ([, fault]) =>
    scenes.in(async (scene) => {
      const job = await scene.pullJob('worse');
      const { struck } = scene.github.faults.add({ operation: 'git/*', ...fault });
      const { code, log } = await job.step({ action: 'weighbridge' });
      expect(struck()).toBe(1);
      expect(code, log).toBe(1);
      expect(scene.comments(job)).toHaveLength(1);
    }),
  );

  test.for(broken)('%s from the start: it ends with 4 and says so everywhere', ([, fault]) =>
    scenes.in(async (scene) => {
      const job = await scene.pullJob('worse');
      scene.github.faults.add({ operation: 'git/*', ...fault, times: forever });
      const { code, log, outputs, summary } = await job.step({ action: 'weighbridge' });
      expect(code, log).toBe(4);
      expect(log).toMatch(/could not be reached|connection broke/);
      expect(log).not.toContain('bug of Weighbridge');
      expect(outputs).toMatchObject({ outcome: 'error', 'exit-code': '4' });
      expect(summary).toContain('could not be reached');
      expect(scene.comments(job)[0]?.body).toContain('could not be reached');
    }),
  );

  test.for(broken.slice(0, 2))('%s as the stored runs are read: the model has its verdict', ([, fault]) =>
    scenes.in(async (scene) => {
      const job = await scene.pullJob('worse');
      // The base is brought by the first requests, and main's runs are asked for after it.
      const when = ({ body }: { body: Buffer }): boolean => body.includes(`ref-prefix ${prefix}`);
      scene.github.faults.add({ operation: 'git/upload-pack', ...fault, times: forever, when });
      scene.github.faults.add({ operation: 'git/advertise-upload-pack', ...fault, after: 2, times: forever });
      const { code, log, outputs, summary } = await job.step({ action: 'weighbridge' });
      expect(code, log).toBe(4);
      expect(log).toMatch(/could not be reached|connection broke/);
      expect(outputs).toMatchObject({ outcome: 'error', 'exit-code': '4' });
      expect(summary).toContain('toy was not weighed');
      expect(scene.comments(job)).toHaveLength(1);
    }),
  );
});

/** A run of main that was weighed, and the job of it that records. */
async function toRecord(scene: ActionScene, contents: 'read' | 'write' = 'write'): Promise<Job> {
  const of = await scene.mainJob();
  const { code, log } = await of.step({ action: 'weighbridge' });
  expect(code, log).toBe(0);
  return scene.mainJob({ of, checkout: false, permissions: { contents } });
}

function stored(scene: ActionScene): string {
  return execFileSync('git', ['for-each-ref', '--format=%(objectname) %(refname)', prefix], {
    cwd: scene.github.repositories.gitDir(scene.repository),
    encoding: 'utf8',
  });
}

describe.concurrent('recording, where', { timeout: 150_000 }, () => {
  test('the token may not write: it ends with 4 and names the permission', () =>
    scenes.in(async (scene) => {
      const job = await toRecord(scene, 'read');
      const before = stored(scene);
      const { code, log, summary } = await job.step({ action: 'record' });
      expect(code, log).toBe(4);
      expect(log).toContain('permissions: contents: write');
      expect(summary).toContain('permissions: contents: write');
      expect(stored(scene)).toBe(before);
    }));

  test('a ruleset refuses the push: it ends with 4 and says what to change', () =>
    scenes.in(async (scene) => {
      const job = await toRecord(scene);
      const before = stored(scene);
      scene.repository.rulesets.push({
        ...{ name: 'no branches', target: 'branch', include: ['weighbridge/**'], rules: ['creation'] },
      });
      try {
        const { code, log, summary } = await job.step({ action: 'record' });
        expect(code, log).toBe(4);
        expect(log).toContain('GH013');
        expect(log).toContain('choose another `store.prefix`');
        expect(summary).toContain('GH013');
        expect(stored(scene)).toBe(before);
      } finally {
        scene.repository.rulesets.length = 0;
      }
    }));

  test('somebody stored another run of that name meanwhile: it stays, and is named', () =>
    scenes.in(async (scene) => {
      const job = await toRecord(scene);
      const first = await job.step({ action: 'record' });
      expect(first.outputs['created'], first.log).toBe('true');
      const again = await job.step({ action: 'record' });
      expect(again.outputs).toMatchObject({ outcome: 'recorded', created: 'false' });
      const [, ref = ''] = /"toy":"([^"]+)"/.exec(first.outputs['runs'] ?? '') ?? [];
      const cwd = scene.github.repositories.gitDir(scene.repository);
      execFileSync('git', ['update-ref', ref, 'main'], { cwd });
      const before = stored(scene);
      const { code, log } = await job.step({ action: 'record' });
      expect(code, log).toBe(2);
      expect(log).toContain(`${ref} is stored already with other content`);
      expect(stored(scene)).toBe(before);
      execFileSync('git', ['update-ref', '-d', ref], { cwd });
    }));

  test.for(broken)('the push %s, done or not: it is stored once', ([, fault]) =>
    scenes.in(async (scene) => {
      const job = await toRecord(scene);
      const { struck } = scene.github.faults.add({ operation: 'git/receive-pack', ...fault });
      const { code, log, outputs } = await job.step({ action: 'record' });
      expect(struck()).toBe(1);
      expect(code, log).toBe(0);
      expect(outputs['outcome']).toBe('recorded');
    }),
  );

  test('the push never gets through: it ends with 4', () =>
    scenes.in(async (scene) => {
      const job = await toRecord(scene);
      const before = stored(scene);
      scene.github.faults.add({ operation: 'git/*receive-pack', kind: 'reset', times: forever });
      scene.github.faults.add({ operation: 'git/receive-pack', kind: 'reset', times: forever });
      scene.github.faults.add({ operation: 'git/advertise-receive-pack', kind: 'reset', times: forever });
      const { code, log } = await job.step({ action: 'record' });
      expect(code, log).toBe(4);
      expect(log).toMatch(/could not be reached|connection broke/);
      expect(stored(scene)).toBe(before);
    }));
});
