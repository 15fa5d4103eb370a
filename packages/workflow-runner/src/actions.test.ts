import { describe, expect, it } from 'vitest';
import { type Files, jobNamed, runJobs, stepsOf } from './testing/bench.ts';

const action = (more = ''): string => `name: Tell
description: Tells what it is given
inputs:
  name: { description: who, default: nobody }
  sha: { description: which, default: "\${{ github.sha }}" }
  max-rows: { description: how many }
  old: { description: old, deprecationMessage: use name }
outputs: { said: { description: what } }
runs: { using: node24, main: main.js, post: ../both/post.js${more} }
`;

const main = `const { appendFileSync } = require('node:fs');
console.log('main', process.version.split('.')[0], process.env['INPUT_NAME'], process.env['INPUT_MAX-ROWS'], process.env.INPUT_SHA === process.env.GITHUB_SHA);
appendFileSync(process.env.GITHUB_OUTPUT, 'said=' + process.env.INPUT_NAME + '\\n');
appendFileSync(process.env.GITHUB_STATE, 'mine=' + process.env.INPUT_NAME + '\\n');
console.log('services', process.env.ACTIONS_RESULTS_URL !== undefined, process.env.ACTIONS_RUNTIME_TOKEN.split('.').length);
if (process.env.INPUT_NAME === 'crash') throw new Error('crashed');
if (process.env.INPUT_NAME === 'slow') setTimeout(() => {}, 60000);
`;

const checkoutFiles: Files = {
  'actions/tell/action.yml': action(),
  'actions/tell/main.js': main,
  'actions/careful/action.yml': action(', post-if: success()'),
  'actions/careful/main.js': main,
  'action.yml': action().replace('../both', './actions/both').replace('main.js', 'actions/tell/main.js'),
  'actions/both/post.js':
    "console.log('post of', process.env.STATE_mine, process.env.INPUT_NAME, process.env.LATER);\n",
};

const workflow = (steps: string): string => `on: pull_request
jobs:
  job:
    runs-on: x
    steps:
${steps
  .trim()
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
`;
const own = 'weighbridge-ci/weighbridge';

describe('an action of this checkout', () => {
  it('gets its inputs with evaluated defaults, runs in Node 24, and ends in reverse order', async () => {
    const outcome = await runJobs(
      workflow(`
- { name: one, id: one, uses: ${own}/actions/tell@v1, with: { name: first, max-rows: 5, old: x, wrong: y } }
- { name: two, uses: ${own}@main, with: { name: "\${{ steps.one.outputs.said }}-second" } }
- run: echo LATER=later >> "$GITHUB_ENV"`),
      { checkoutFiles },
    );
    const job = jobNamed(outcome, 'job');
    expect(stepsOf(job).slice(-2)).toEqual(['Post two: success', 'Post one: success']);
    expect(job.log).toContain('main v24 first 5 true\nservices true 3\n');
    expect(job.log).toContain('post of first-second first-second later\npost of first first later\n');
    expect(job.annotations.map(({ message }) => message)).toEqual([
      "Unexpected input(s) 'wrong', valid inputs are ['name', 'sha', 'max-rows', 'old']",
      "Input 'old' has been deprecated with message: use name",
    ]);
  });

  it('is ended also after it crashed, unless it says otherwise', async () => {
    const outcome = await runJobs(
      workflow(`
- { name: ok, uses: ${own}/actions/careful@v1 }
- { name: broken, uses: ${own}/actions/tell@v1, with: { name: crash } }
- { name: not run, uses: ${own}/actions/tell@v1 }`),
      { checkoutFiles },
    );
    expect(stepsOf(jobNamed(outcome, 'job'))).toEqual([
      'ok: success',
      'broken: failure',
      'not run: skipped',
      'Post broken: success',
      'Post ok: skipped',
    ]);
  });

  it('is ended also where the run is cancelled', async () => {
    const cancel = new AbortController();
    const outcome = await runJobs(
      workflow(`
- { name: slow, uses: ${own}/actions/tell@v1, with: { name: slow } }
- { name: after, run: 'true' }`).concat(
        "  next: { needs: job, runs-on: x, steps: [{ run: a }] }\n  gate: { needs: job, if: always(), runs-on: x, steps: [{ run: 'true' }] }\n",
      ),
      {
        checkoutFiles,
        call: {
          signal: cancel.signal,
          listener: { line: (_, line) => line.startsWith('services') && cancel.abort() },
        },
      },
    );
    expect(outcome.runs).toMatchObject([{ conclusion: 'cancelled' }]);
    expect(stepsOf(jobNamed(outcome, 'job'))).toEqual([
      'slow: cancelled',
      'after: skipped',
      'Post slow: success',
    ]);
    expect(jobNamed(outcome, 'job').log).toContain('post of slow');
    expect(jobNamed(outcome, 'next').conclusion).toBe('cancelled');
    expect(jobNamed(outcome, 'gate').conclusion).toBe('success');
  });
});

describe('an action of the repository itself', () => {
  it('is run from where it was checked out, and is missing where it was not', async () => {
    const files = {
      'tools/say/action.yml': action().replace('../both/post.js', 'post.js'),
      'tools/say/main.js': main,
      'tools/say/post.js': "console.log('post of', process.env.STATE_mine);\n",
    };
    const outcome = await runJobs(
      workflow(`
- { name: too early, uses: ./tools/say, continue-on-error: true }
- uses: actions/checkout@v4
- { name: said, uses: ./tools/say, with: { name: mona } }`),
      { files },
    );
    const job = jobNamed(outcome, 'job');
    expect(stepsOf(job).filter((step) => !step.includes('checkout'))).toEqual([
      'too early: success',
      'said: success',
      'Post said: success',
    ]);
    expect(job.annotations[0]?.message).toMatch(/there is no \.\/tools\/say\/action\.yml/);
    expect(job.log).toContain('\npost of mona\n');
  });
});
