import { describe, expect, it } from 'vitest';
import { conclusions, jobNamed, runJobs } from './testing/bench.ts';

const called = `on:
  workflow_call:
    inputs:
      model: { type: string, required: true }
      rows: { type: number, default: 400 }
      deep: { type: boolean, default: false }
    secrets:
      key: { required: false }
    outputs:
      verdict: { value: "\${{ jobs.weigh.outputs.verdict }}" }
permissions: { contents: read }
env: { FROM: called }
jobs:
  weigh:
    runs-on: x
    outputs: { verdict: "\${{ steps.it.outputs.verdict }}" }
    steps:
      - id: it
        run: |
          echo "model=\${{ inputs.model }} rows=\${{ inputs.rows }} deep=\${{ inputs.deep && 'yes' || 'no' }} from=$FROM event=\${{ github.event_name }}"
          echo "key=[\${{ secrets.key != '' }}] other=[\${{ secrets.OTHER != '' }}]"
          echo "verdict=pass-\${{ inputs.model }}" >> "$GITHUB_OUTPUT"
  record:
    needs: weigh
    if: github.event_name == 'push'
    permissions: { contents: write }
    runs-on: x
    steps: [{ run: 'true' }]
`;

const caller = (job: string, permissions = 'contents: write'): string => `on: pull_request
permissions: { ${permissions} }
env: { FROM: caller }
jobs:
  weigh:
    ${job}
  after:
    needs: weigh
    runs-on: x
    steps: [{ run: 'echo "got \${{ needs.weigh.outputs.verdict }}"' }]
`;
const path = '.github/workflows/weigh.yml';

describe('a called workflow', () => {
  it.each([
    ['./.github/workflows/weigh.yml', { files: { [path]: called } }],
    [`weighbridge-ci/weighbridge/${path}@v1`, { checkoutFiles: { [path]: called } }],
  ])('%s runs under the name of the job that calls it', async (uses, files) => {
    const outcome = await runJobs(
      caller(
        `{ uses: '${uses}', with: { model: digits, deep: true }, secrets: { key: "\${{ secrets.KEY }}" } }`,
      ),
      { ...files, secrets: { KEY: 'value-of-key', OTHER: 'value-of-other' } },
    );
    expect(conclusions(outcome)).toEqual([
      'weigh / weigh: success',
      'weigh / record: skipped',
      'after: success',
    ]);
    const { log } = jobNamed(outcome, 'weigh / weigh');
    expect(log).toContain('\nmodel=digits rows=400 deep=yes from=called event=pull_request\n');
    expect(log).toContain('\nkey=[true] other=[false]\n');
    expect(jobNamed(outcome, 'after').log).toContain('\ngot pass-digits\n');
  });

  it('is given all secrets by inherit, and runs for each entry of a matrix', async () => {
    const outcome = await runJobs(
      caller(
        `{ uses: './${path}', strategy: { matrix: { m: [a, b] } }, with: { model: '\${{ matrix.m }}' }, secrets: inherit }`,
      ),
      { files: { [path]: called }, secrets: { KEY: 'value-of-key', OTHER: 'value-of-other' } },
    );
    expect(outcome.jobs.map(({ name }) => name)).toEqual([
      'weigh (a) / weigh',
      'weigh (a) / record',
      'weigh (b) / weigh',
      'weigh (b) / record',
      'after',
    ]);
    expect(jobNamed(outcome, 'weigh (b) / weigh').log).toContain('key=[true] other=[true]');
  });

  it.each([
    [
      "{ uses: './PATH' }",
      'contents: write',
      /ci\.yml:\d+:\d+: Input model is required, but not provided while calling\./,
    ],
    [
      "{ uses: './PATH', with: { model: a, wrong: b } }",
      'contents: write',
      /Invalid input, wrong is not defined/,
    ],
    [
      "{ uses: './PATH', with: { model: a }, secrets: { wrong: b } }",
      'contents: write',
      /Invalid secret, wrong is not defined/,
    ],
    [
      "{ uses: './PATH', with: { model: a } }",
      'contents: read',
      /weigh\.yml:\d+:\d+: The nested job 'record' is requesting 'contents: write', but is only allowed 'contents: read'/,
    ],
  ])('%s with %s is refused before anything runs', async (job, permissions, message) => {
    const failed = await runJobs(caller(job.replace('PATH', path), permissions), {
      files: { [path]: called },
    }).catch((cause: Error) => cause);
    expect(failed).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
  });

  it('fails the job that calls it where an input is of another type', async () => {
    const outcome = await runJobs(caller(`{ uses: './${path}', with: { model: a, rows: many } }`), {
      files: { [path]: called },
    });
    expect(conclusions(outcome)).toEqual(['weigh: failure', 'after: skipped']);
    expect(outcome.jobs[0]?.annotations[0]?.message).toContain(`input 'rows': expected a number, got "many"`);
  });
});
