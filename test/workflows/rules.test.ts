import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionFiles, root, workflowFiles } from '../support/workflow-files.ts';
import { jobsOf, mapping } from '../support/workflow-jobs.ts';

const workflows = workflowFiles();
const reusable = 'weighbridge-ci/weighbridge/.github/workflows/weigh.yml@v1';
const rank = ['none', 'read', 'write'];

test('there is something to hold to the rules', () => {
  expect(workflows.length).toBeGreaterThanOrEqual(8);
});

test.each(workflows.map((file) => [file.path, file]))(
  '%s ends by itself, inherits no secrets, and grants nothing to all jobs',
  (_, file) => {
    expect(mapping(file.content)['permissions']).toEqual({});
    for (const job of jobsOf(file)) {
      if (job.uses === undefined) expect(job.timeoutMinutes, job.id).toBeTypeOf('number');
    }
    expect(file.text).not.toMatch(/secrets:\s*inherit|pull_request_target/);
  },
);

// GitHub starts no run where a job asks for more than its caller grants, also where that job would be skipped.
test('whoever calls the reusable workflow grants what its jobs ask for, and no more', () => {
  const called = workflows.find(({ path }) => path === '.github/workflows/weigh.yml');
  const asked: Record<string, string> = {};
  for (const { permissions } of called === undefined ? [] : jobsOf(called)) {
    for (const [scope, access] of Object.entries(permissions)) {
      if (rank.indexOf(access) > rank.indexOf(asked[scope] ?? 'none')) asked[scope] = access;
    }
  }
  const callers = workflows.flatMap(jobsOf).filter(({ uses }) => uses === reusable);
  expect(callers.length).toBeGreaterThan(2);
  for (const caller of callers) expect(caller.permissions).toEqual(asked);
});

test('no job may both write git and run what the repository holds', () => {
  for (const file of workflows) {
    for (const job of jobsOf(file)) {
      if (job.uses !== undefined || job.permissions['contents'] !== 'write') continue;
      const checksOut = job.steps.some(({ uses }) => uses.startsWith('actions/checkout@'));
      // This repository is Weighbridge itself: what its record job checks out is the action.
      expect(checksOut, `${file.path}: ${job.id}`).toBe(file.path === '.github/workflows/ci.yml');
    }
  }
});

test('checkouts leave no credentials behind', () => {
  const checkouts = workflows
    .flatMap(jobsOf)
    .flatMap(({ steps }) => steps)
    .filter(({ uses }) => uses.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(5);
  for (const checkout of checkouts) expect(checkout.with['persist-credentials']).toBe(false);
});

test('another’s action is the same commit wherever it is used, and its version stands beside it', () => {
  const pins = new Map<string, string>();
  for (const [, action = '', pin = ''] of workflows.flatMap(({ text }) => [
    ...text.matchAll(/uses: (actions\/[\w-]+)@(.*)$/gm),
  ])) {
    expect(pin).toMatch(/^[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(pins.get(action) ?? pin, action).toBe(pin);
    pins.set(action, pin);
  }
  expect([...pins.keys()].sort()).toEqual(['actions/checkout', 'actions/setup-node']);
});

test('the workflow that the minimal example’s page shows is its workflow', () => {
  const folder = `${root}/workflows-examples/minimal`;
  const workflow = readFileSync(`${folder}/.github/workflows/weighbridge.yml`, 'utf8');
  expect(readFileSync(`${folder}/README.md`, 'utf8')).toContain(workflow);
});

const actions = new Map(
  actionFiles().map(({ path, content }) => [path, mapping(mapping(content)['inputs'])]),
);

test.runIf(actions.size > 0)(
  'every action of ours that a workflow uses is there, and has the inputs that it is given',
  () => {
    const ours = /^(?:weighbridge-ci\/weighbridge(?<verb>\/actions\/[a-z]+)?@v1|\.\/)$/;
    for (const file of workflows) {
      for (const step of jobsOf(file).flatMap(({ steps }) => steps)) {
        const match = ours.exec(step.uses);
        if (match === null) continue;
        const inputs = actions.get(`${match.groups?.['verb']?.slice(1).concat('/') ?? ''}action.yml`);
        expect(inputs, `${file.path}: ${step.uses}`).toBeDefined();
        expect(Object.keys(inputs ?? {})).toEqual(expect.arrayContaining(Object.keys(step.with)));
      }
    }
  },
);
