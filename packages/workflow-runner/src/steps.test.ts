import { describe, expect, it } from 'vitest';
import { jobNamed, runJobs, stepsOf } from './testing/bench.ts';

/** Runs steps, each a YAML flow mapping or block that begins a list entry. */
async function run(steps: string, options: Parameters<typeof runJobs>[1] = {}) {
  const indented = steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  const outcome = await runJobs(
    `on: pull_request
jobs:
  job:
    runs-on: ubuntu-latest
    steps:
${indented}
`,
    options,
  );
  return jobNamed(outcome, 'job');
}

describe('a step', () => {
  it('runs or not by what came before it', async () => {
    const job = await run(`
- { name: fails, id: fails, run: exit 3, continue-on-error: true }
- { name: outcome, if: "steps.fails.outcome == 'failure' && steps.fails.conclusion == 'success'", run: 'true' }
- { name: breaks, run: exit 1 }
- { name: usual, run: 'true' }
- { name: failure, if: failure(), run: 'true' }
- { name: always, if: always(), run: 'true' }
- { name: named, if: "\${{ !cancelled() && github.actor == 'mona' }}", run: 'true' }
- { name: other, if: "always() && github.actor == 'eve'", run: 'true' }`);
    expect(job.conclusion).toBe('failure');
    expect(stepsOf(job)).toEqual([
      'fails: success',
      'outcome: success',
      'breaks: failure',
      'usual: skipped',
      'failure: success',
      'always: success',
      'named: success',
      'other: skipped',
    ]);
    expect(job.annotations.map(({ message }) => message)).toEqual([
      'Process completed with exit code 3.',
      'Process completed with exit code 1.',
    ]);
  });

  it('hands variables, paths and summaries on by files', async () => {
    const job = await run(`
- run: |
    echo "A=one" >> "$GITHUB_ENV"
    { echo 'B<<X'; echo two; echo lines; echo X; } >> "$GITHUB_ENV"
    mkdir "$RUNNER_TEMP/tools"; printf '#!/bin/sh\\necho tool\\n' > "$RUNNER_TEMP/tools/mine"; chmod +x "$RUNNER_TEMP/tools/mine"
    echo "$RUNNER_TEMP/tools" >> "$GITHUB_PATH"
    echo '### Summary' >> "$GITHUB_STEP_SUMMARY"
    echo "not yet: [$A]"
- run: |
    echo "$A/$B/\${{ env.A }}"; mine
    echo 'more' >> "$GITHUB_STEP_SUMMARY"`);
    expect(job.log).toContain('not yet: []');
    expect(job.log).toContain('\none/two\nlines/one\ntool\n');
    expect(job.summary).toBe('### Summary\n\nmore\n');
  });

  it.each([
    [
      'echo nonsense >> "$GITHUB_ENV"',
      "Unable to process file command 'env' successfully. Invalid format 'nonsense'",
    ],
    ['printf "A<<END\\nb\\n" >> "$GITHUB_OUTPUT"', 'Matching delimiter not found'],
    ['echo NODE_OPTIONS=x >> "$GITHUB_ENV"', "Can't store NODE_OPTIONS"],
    ['echo "::set-env name=A::b"', 'The `set-env` command is disabled'],
    ['head -c 1100000 /dev/zero | tr "\\0" a >> "$GITHUB_STEP_SUMMARY"', 'upload aborted'],
  ])('fails or is told off for %s', async (command, message) => {
    const job = await run(`- run: '${command}'`);
    expect(job.annotations).toMatchObject([{ level: 'failure', message: expect.stringContaining(message) }]);
  });

  it('speaks to the runner in its log', async () => {
    const job = await run(`
- run: |
    echo "::group::Details"
    echo inside
    echo "::endgroup::"
    echo "::error file=src/a.py,line=3,title=Wrong%2C so::first%0Asecond"
    echo "::warning file=$GITHUB_WORKSPACE/b.py::w"
    echo "::notice::n"
    echo "::debug::d"
    echo "::add-mask::hidden-thing"
    echo "this is a hidden-thing"
    echo "::stop-commands::pause-7"
    echo "::error::not taken"
    echo "::pause-7::"
    echo "::unknown::x"`);
    expect(job.annotations).toEqual([
      { level: 'failure', message: 'first\nsecond', path: 'src/a.py', line: 3, title: 'Wrong, so' },
      { level: 'warning', message: 'w', path: 'b.py' },
      { level: 'notice', message: 'n' },
    ]);
    const printed = job.log.slice(job.log.indexOf('##[group]Details'));
    expect(printed.split('\n')).toEqual([
      '##[group]Details',
      'inside',
      '##[endgroup]',
      '##[error]first',
      'second',
      '##[warning]w',
      '##[notice]n',
      'this is a ***',
      '::error::not taken',
      '::unknown::x',
      '',
    ]);
    expect(job.conclusion).toBe('success');
  });

  it('shows at most ten annotations of a level', async () => {
    const job = await run("- run: 'for i in $(seq 12); do echo ::warning::$i; done'");
    expect(job.annotations).toHaveLength(10);
    expect(job.log).toContain('##[warning]12');
  });

  it('does not show secrets, however they are written', async () => {
    const job = await run(
      `
- run: |
    echo "$KEY"; echo -n "user:$KEY" | base64; echo "\${{ secrets.KEY }}"; echo "\${{ github.token }}"
  env: { KEY: "\${{ secrets.KEY }}" }`,
      { secrets: { KEY: 'open-sesame-now' } },
    );
    expect(job.log).not.toMatch(/sesame|b3Blbi|ghs_/);
  });

  it('is ended when its time is over, with all that it started', async () => {
    const job = await run(`
- { name: slow, run: 'sleep 60 & sleep 60', timeout-minutes: 0.01 }
- { name: after, if: failure(), run: 'true' }`);
    expect(stepsOf(job)).toEqual(['slow: failure', 'after: success']);
    expect(job.annotations).toMatchObject([
      { message: "The action 'slow' has timed out after 0.01 minutes." },
    ]);
  });

  it('has the variables of a runner, and none of whoever started it', async () => {
    const job = await run('- run: env | sort', {
      env: {
        PATH: `/x/node_modules/.bin:${process.env['PATH']}`,
        HOME: '/home/somebody',
        OPENAI_API_KEY: 'sk-1',
        NODE_OPTIONS: '--x',
        npm_command: 'run',
        INIT_CWD: '/y',
      },
    });
    expect(job.log).not.toMatch(/sk-1|NODE_OPTIONS|npm_|INIT_CWD|\.bin|ACTIONS_|INPUT_|GITHUB_TOKEN=/);
    for (const line of [
      'CI=true',
      'GITHUB_ACTIONS=true',
      'HOME=/home/somebody',
      'GITHUB_REF=refs/pull/1/merge',
      'GITHUB_HEAD_REF=change',
    ]) {
      expect(job.log).toContain(`\n${line}\n`);
    }
  });

  it('finds the working directory missing', async () => {
    const job = await run('- { run: pwd, working-directory: nowhere }');
    expect(job.annotations).toMatchObject([
      { message: expect.stringMatching(/ci\.yml:\d+:\d+: the working directory nowhere is not there/) },
    ]);
  });
});

describe('a script with expressions', () => {
  it('is the same text, with quotes, braces and lines as they are written', async () => {
    const job = await run(`
- run: |
    printf '%s|' 'a''b' "it's" '{x}' '}}' "\${{ 'isn''t ''it''' }}"; if true; then
      echo "  indented \${{ 1 }}"
    fi
- run: >-
    echo folded
    \${{ 'twice' }}`);
    expect(job.log).toContain("\nab|it's|{x}|}}|isn't 'it'|  indented 1\n");
    expect(job.log).toContain('\nfolded twice\n');
  });
});

describe('an expression', () => {
  it.each([
    ["hashFiles('**/*.lock')", /^[0-9a-f]{64}$/],
    ["hashFiles('nothing/**')", /^$/],
    ['contains(fromJSON(\'["a","B"]\'), \'b\')', /^true$/],
    ["contains('abc', 'z')", /^false$/],
    ["format('{0} {1} {{x}}', 'a', 2)", /^a 2 \{x\}$/],
    ['toJSON(fromJSON(\'{"a": [1, null]}\'))', /^\{ {3}"a": \[ {5}1, {5}null {3}\] \}$/],
    ["join(github.event.*.login, '+')", /^mona$/],
    ["github.event.pull_request.base.ref || 'x'", /^main$/],
    ["startsWith(github.ref, 'refs/pull/') && endsWith(github.ref, '/merge')", /^true$/],
    ['github.event.nothing.at.all', /^$/],
    ['runner.os', /^Linux$/],
    ['job.status', /^success$/],
  ])('%s', async (expression, expected) => {
    const job = await run(
      `
- uses: actions/checkout@v4
- run: echo "value=\${VALUE//$'\\n'/ }"
  env: { VALUE: "\${{ ${expression.replaceAll('\\', '\\\\').replaceAll('"', '\\"')} }}" }`,
      { files: { 'a/uv.lock': 'x\n' } },
    );
    expect(/^value=(.*)$/m.exec(job.log)?.[1]).toMatch(expected);
  });
});
