import { describe, expect, it } from 'vitest';
import { runJobs } from './testing/bench.ts';

const job = (text: string): string => `on: pull_request
jobs:
  job:
    ${text}
`;
const steps = (text: string): string => job(`{ runs-on: x, steps: [{ run: touch ran }, ${text}] }`);

describe('what does not run here', () => {
  it.each([
    [
      'a container',
      job("{ runs-on: x, container: 'node:24', steps: [{ run: 'true' }] }"),
      /ci\.yml:4:19: 'container' is not supported/,
    ],
    [
      'services',
      job('{ runs-on: x, services: { db: { image: x } }, steps: [{ run: a }] }'),
      /4:19: 'services' is not supported/,
    ],
    [
      'Windows',
      job("{ runs-on: windows-latest, steps: [{ run: 'true' }] }"),
      /4:16: the runner 'windows-latest' is not supported/,
    ],
    [
      'macOS among labels',
      job('{ runs-on: [self-hosted, macOS], steps: [{ run: a }] }'),
      /the runner 'macOS' is not supported/,
    ],
    [
      'a docker action',
      steps("{ uses: 'docker://alpine' }"),
      /ci\.yml:4:\d+: docker actions are not supported/,
    ],
    [
      "other people's actions",
      steps('{ uses: actions/cache@v4 }'),
      /4:\d+: the action actions\/cache@v4 is not supported/,
    ],
    [
      'actions outside of the repository',
      steps('{ uses: ../action }'),
      /4:\d+: the action \.\.\/action is not supported/,
    ],
    [
      'an unknown shell',
      steps('{ run: a, shell: pwsh }'),
      /4:\d+: the shell 'pwsh' is not supported: bash, sh, python are/,
    ],
    [
      'an input of checkout',
      steps('{ uses: actions/checkout@v4, with: { lfs: true } }'),
      /the input 'lfs' of actions\/checkout is not supported/,
    ],
    [
      'a wrong input of checkout',
      steps('{ uses: actions/checkout@v4, with: { depth: 1 } }'),
      /actions\/checkout has no input 'depth'/,
    ],
    [
      'an action that is not there',
      steps('{ uses: weighbridge-ci/weighbridge/actions/fly@v1 }'),
      /4:\d+: there is no weighbridge-ci\/weighbridge\/actions\/fly\/action.yml/,
    ],
    [
      'a workflow that is not there',
      job('{ uses: ./.github/workflows/other.yml }'),
      /ci\.yml:3:3: there is no workflow \.github\/workflows\/other\.yml/,
    ],
    [
      "other people's workflows",
      job('{ uses: o/r/.github/workflows/x.yml@v1 }'),
      /the workflow o\/r\/\.github\/workflows\/x\.yml@v1 is not supported/,
    ],
    ['a mistake', job("{ runs-on: x, steps: [{ run: a, if: 'nonsense(' }] }"), /ci\.yml:4:\d+: /],
    [
      'an unknown key',
      job('{ runs-on: x, colour: red, steps: [] }'),
      /ci\.yml:4:\d+: Unexpected value 'colour'/,
    ],
    ['no YAML', 'on: [\n', /ci\.yml:\d+:\d+: /],
    [
      'too large a matrix',
      job(
        `{ runs-on: x, strategy: { matrix: { a: ${JSON.stringify([...Array(257).keys()])} } }, steps: [{ run: 'true' }] }`,
      ),
      /256 jobs at most/,
    ],
    [
      'a runner known late',
      job(
        `{ runs-on: '\${{ matrix.os }}', strategy: { matrix: { os: [windows-2025] } }, steps: [{ run: a }] }`,
      ),
      /4:\d+: the runner 'windows-2025' is not supported/,
    ],
  ])('%s', async (_, workflow, message) => {
    const failed = await runJobs(workflow, { checkoutFiles: {} }).catch((cause: Error) => cause);
    expect(failed).toMatchObject({ name: 'Failure', exitCode: 2, message: expect.stringMatching(message) });
  });

  it('is said of every place at once, before anything runs', async () => {
    const workflow = steps('{ uses: a/b@v1 }, { run: x, shell: cmd }');
    const jobs: string[] = [];
    const call = { listener: { job: (name: string) => jobs.push(name) } };
    const failed = await runJobs(workflow, { call }).catch((cause: Error) => cause);
    expect(String(failed).match(/is not supported/g)).toHaveLength(2);
    expect(jobs).toEqual([]);
  });

  it('is a composite action of the repository, too', async () => {
    const text =
      "name: x\ndescription: x\nruns: { using: composite, steps: [{ run: 'true', shell: bash }] }\n";
    const failed = await runJobs(steps('{ uses: ./tool }'), { files: { 'tool/action.yml': text } }).catch(
      (cause: Error) => cause,
    );
    expect(failed).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^\.\/tool\/action\.yml:3:\d+: an action that runs using 'composite'/),
    });
  });

  it('is a composite or docker action of our own, too', async () => {
    const action = (using: string): string => `name: x\ndescription: x\nruns: ${using}\n`;
    for (const using of [
      "{ using: composite, steps: [{ run: 'true', shell: bash }] }",
      '{ using: docker, image: Dockerfile }',
      '{ using: node16, main: a.js }',
    ]) {
      const failed = await runJobs(steps('{ uses: weighbridge-ci/weighbridge@v1 }'), {
        checkoutFiles: { 'action.yml': action(using) },
      }).catch((cause: Error) => cause);
      expect(failed).toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(
          /^weighbridge-ci\/weighbridge\/action\.yml:3:\d+: an action that runs using '\w+' is not supported|^weighbridge-ci/,
        ),
      });
    }
  });

  it('is left out with a note where it is another event', async () => {
    const outcome = await runJobs(
      'on: [pull_request_target, workflow_run]\njobs: { a: { runs-on: x, steps: [{ run: a }] } }\n',
    );
    expect(outcome.jobs).toEqual([]);
    expect(outcome.notes).toEqual([
      '.github/workflows/ci.yml is not run on pull_request_target: that event is not supported',
      '.github/workflows/ci.yml is not run on workflow_run: that event is not supported',
      'no workflow runs on pull_request opened of main',
    ]);
  });
});

describe('actions/setup-python', () => {
  it('is stood in for by the Python of this machine, with a notice', async () => {
    const outcome = await runJobs(steps('{ uses: actions/setup-python@v6, with: { python-version: 3.13 } }'));
    expect(outcome.jobs[0]?.annotations).toMatchObject([
      { level: 'notice', message: expect.stringContaining('stands in for it') },
    ]);
  });

  it('is not supported where there is none', async () => {
    const failed = await runJobs(steps('{ uses: actions/setup-python@v6 }'), {
      env: { PATH: '/nowhere' },
    }).catch((cause: Error) => cause);
    expect(failed).toMatchObject({ exitCode: 2, message: expect.stringContaining('not on the PATH') });
  });
});
