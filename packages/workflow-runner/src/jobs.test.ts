import { describe, expect, it } from 'vitest';
import { conclusions, jobNamed, runJobs, stepsOf } from './testing/bench.ts';

const on = 'on: pull_request\n';

/** Two jobs, the second of which needs the first. */
const chain = (first: string, second: string): string => `${on}
jobs:
  first:
    runs-on: ubuntu-latest
    ${first}
    steps: [{ run: 'exit \${{ vars.CODE }}' }]
  second:
    needs: first
    runs-on: ubuntu-latest
    ${second}
    steps: [{ run: 'true' }]
`;

describe('a job that needs another', () => {
  it.each([
    ['0', '', '', 'success', 'success'],
    ['1', '', '', 'failure', 'skipped'],
    ['1', '', 'if: always()', 'failure', 'success'],
    ['1', '', 'if: failure()', 'failure', 'success'],
    ['0', '', 'if: failure()', 'success', 'skipped'],
    ['1', '', "if: success() || needs.first.result == 'failure'", 'failure', 'success'],
    ['1', '', "if: needs.first.result == 'failure'", 'failure', 'skipped'],
    ['0', 'if: false', '', 'skipped', 'skipped'],
    ['0', 'if: false', 'if: always()', 'skipped', 'success'],
    ['0', 'if: false', 'if: failure()', 'skipped', 'skipped'],
    ['0', 'if: false', '', 'skipped', 'skipped'],
    ['0', 'if: false', 'if: "!cancelled()"', 'skipped', 'success'],
    ['1', 'continue-on-error: true', '', 'failure', 'success'],
  ])('exit %s, %s → %s', async (code, first, second, one, two) => {
    const outcome = await runJobs(chain(first, second), { vars: { CODE: code } });
    expect(conclusions(outcome)).toEqual([`first: ${one}`, `second: ${two}`]);
  });

  it('is skipped where a job before that one was, though that one ran', async () => {
    const outcome = await runJobs(`${on}
jobs:
  a: { runs-on: x, if: false, steps: [{ run: 'true' }] }
  b: { needs: a, if: always(), runs-on: x, steps: [{ run: 'true' }] }
  c: { needs: b, runs-on: x, steps: [{ run: 'true' }] }
  d: { needs: [c, b], if: "always() && needs.b.result == 'success'", runs-on: x, steps: [{ run: 'true' }] }
`);
    expect(conclusions(outcome)).toEqual(['a: skipped', 'b: success', 'c: skipped', 'd: success']);
    expect(outcome.runs).toMatchObject([{ conclusion: 'success', attempt: 1, action: 'opened' }]);
  });

  it('sees its outputs, and those with a secret in them it does not', async () => {
    const outcome = await runJobs(
      `${on}
jobs:
  make:
    runs-on: x
    outputs: { plain: '\${{ steps.it.outputs.plain }}', models: '\${{ steps.it.outputs.models }}', token: '\${{ steps.it.outputs.token }}' }
    steps:
      - id: it
        run: |
          echo plain=7 >> "$GITHUB_OUTPUT"
          printf 'models<<END\\n["a",\\n"b"]\\nEND\\n' >> "$GITHUB_OUTPUT"
          echo "token=$KEY" >> "$GITHUB_OUTPUT"
        env: { KEY: '\${{ secrets.KEY }}' }
  use:
    needs: make
    strategy: { matrix: { model: '\${{ fromJSON(needs.make.outputs.models) }}' } }
    runs-on: x
    steps: [{ run: 'echo "\${{ matrix.model }} \${{ needs.make.outputs.plain }}[\${{ needs.make.outputs.token }}]"' }]
`,
      { secrets: { KEY: 'open-sesame' } },
    );
    expect(conclusions(outcome)).toEqual(['make: success', 'use (a): success', 'use (b): success']);
    expect(jobNamed(outcome, 'use (b)').log).toContain('\nb 7[]\n');
    expect(jobNamed(outcome, 'make').annotations).toMatchObject([
      { level: 'warning', message: "Skip output 'token' since it may contain secret." },
    ]);
  });
});

describe('a matrix', () => {
  it.each([
    ['{ a: [1, 2], b: [x, y], exclude: [{ a: 1, b: y }] }', ['1, x', '2, x', '2, y']],
    ['{ a: [1, 2], include: [{ a: 1, c: z }, { a: 3, c: w }] }', ['1, z', '2', '3, w']],
    ['{ include: [{ a: 1 }, { a: 2, b: q }] }', ['1', '2, q']],
    ['{ a: [{ os: linux, v: 1 }] }', ['linux, 1']],
  ])('%s', async (matrix, names) => {
    const outcome = await runJobs(`${on}
jobs: { job: { runs-on: x, strategy: { matrix: ${matrix} }, steps: [{ run: 'true' }] } }
`);
    expect(outcome.jobs.map(({ name }) => name)).toEqual(names.map((one) => `job (${one})`));
  });

  it.each([
    ['true', ['job (1): failure', 'job (2): cancelled', 'after: success']],
    ['false', ['job (1): failure', 'job (2): success', 'after: success']],
  ])('with fail-fast %s', async (failFast, expected) => {
    const outcome = await runJobs(`${on}
jobs:
  job: { runs-on: x, strategy: { fail-fast: ${failFast}, matrix: { n: [1, 2] } }, steps: [{ run: 'test \${{ matrix.n }} = 2' }] }
  after: { needs: job, if: "always() && needs.job.result == 'failure'", runs-on: x, steps: [{ run: 'true' }] }
`);
    expect(conclusions(outcome)).toEqual(expected);
  });
});

describe('a job', () => {
  it('is cancelled when its time is over, and ends its actions all the same', async () => {
    const outcome = await runJobs(`${on}
jobs:
  slow:
    runs-on: x
    timeout-minutes: 0.02
    steps:
      - uses: actions/checkout@v4
      - run: sleep 30
      - run: echo never
      - if: always()
        run: echo always
      - if: cancelled()
        run: echo cancelled
      - if: failure()
        run: echo failed
`);
    const job = jobNamed(outcome, 'slow');
    expect(job.conclusion).toBe('cancelled');
    expect(stepsOf(job)).toEqual([
      'Run actions/checkout@v4: success',
      'Run sleep 30: cancelled',
      'Run echo never: skipped',
      'Run echo always: success',
      'Run echo cancelled: success',
      'Run echo failed: skipped',
      'Post Run actions/checkout@v4: success',
    ]);
    expect(job.durationMs).toBeLessThan(10_000);
  });

  it('has its name, environment and defaults evaluated', async () => {
    const outcome = await runJobs(`${on}
env: { A: workflow, B: workflow, C: workflow }
defaults: { run: { shell: sh } }
jobs:
  job:
    name: Test \${{ github.event_name }}
    runs-on: \${{ vars.RUNNER || 'ubuntu-latest' }}
    env: { B: job, C: job, D: "\${{ github.repository }}" }
    defaults: { run: { working-directory: sub } }
    environment: { name: production, url: 'http://x' }
    steps:
      - run: mkdir sub
        working-directory: .
      - name: Say \${{ env.C }} in $0
        env: { C: step }
        run: echo "$A $B $C $D \${{ env.A }} \${{ env.C }} $(basename $PWD) $0"
      - run: echo "[[ $BASH_VERSION ]]"
        shell: bash
`);
    const job = jobNamed(outcome, 'Test pull_request');
    expect(stepsOf(job)[1]).toBe('Say step in $0: success');
    expect(job.log).toMatch(/\nworkflow job step acme\/vision workflow step sub \S+\.sh\n/);
    expect(job.log).toContain('shell: sh -e {0}');
    expect(job.log).toContain('shell: bash --noprofile --norc -eo pipefail {0}');
  });

  it('whose expressions are wrong fails, and says so', async () => {
    const outcome = await runJobs(`${on}
jobs:
  job: { runs-on: x, strategy: { matrix: { n: "\${{ fromJSON('nonsense') }}" } }, steps: [{ run: 'true' }] }
`);
    expect(outcome.jobs).toMatchObject([
      { name: 'job', conclusion: 'failure', annotations: [{ level: 'failure' }] },
    ]);
  });
});
