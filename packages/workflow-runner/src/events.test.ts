import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, conclusions, jobNamed, newBench } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const ci = (
  on: string,
  steps = `[{ run: 'echo "on \${{ github.event_name }} \${{ github.event.action }} \${{ github.run_attempt }}"' }]`,
  more = '',
): string => `on: ${on}\n${more}\njobs: { job: { runs-on: x, steps: ${steps} } }\n`;
const file = '.github/workflows/ci.yml';

describe('a pull request', () => {
  it('is opened, moved, labeled, run again, made ready, closed and reopened', async () => {
    bench = await newBench({
      [file]: ci(
        '{ pull_request: { types: [opened, synchronize, labeled, ready_for_review, closed, reopened] } }',
      ),
    });
    const { runner, folder } = bench;
    const call = { folder, head: 'change' };
    await bench.commit('change', { 'a.txt': '1' });
    const opened = await runner.pullRequest({ ...call, draft: true, title: 'A change', body: 'Why.' });
    expect(opened.runs).toMatchObject([{ action: 'opened', attempt: 1, conclusion: 'success' }]);
    const pull = runner.github.pulls.list(runner.github.repositories.get('acme/vision'))[0];
    expect(pull).toMatchObject({ number: 1, draft: true, title: 'A change', body: 'Why.', author: 'mona' });
    await expect(runner.pullRequest(call)).rejects.toThrow('change has not moved');

    const again = await runner.pullRequest({ ...call, rerun: true });
    expect(again.runs).toMatchObject([{ id: opened.runs[0]?.id, attempt: 2, action: 'opened' }]);
    expect(again.jobs[0]?.log).toContain('on pull_request opened 2');

    const head = await bench.commit('change', { 'a.txt': '2' });
    const moved = await runner.pullRequest({ ...call, labels: ['models', 'slow'] });
    expect(moved.runs.map(({ action }) => action)).toEqual(['synchronize', 'labeled', 'labeled']);
    expect(moved.runs[0]?.headSha).toBe(head);
    expect(moved.runs[0]?.sha).not.toBe(head);
    for (const action of ['ready_for_review', 'closed', 'reopened'] as const) {
      const { runs } = await runner.pullRequest({ ...call, action });
      expect(runs).toMatchObject([{ action, conclusion: 'success' }]);
    }
    expect(runner.github.violations).toEqual([]);
  });

  it('shows its jobs as checks with steps, log and annotations', async () => {
    bench = await newBench({
      [file]: ci(
        'pull_request',
        "[{ name: speak, run: 'echo ::error file=a.py::wrong; echo hi >> $GITHUB_STEP_SUMMARY; exit 1' }]",
      ),
    });
    const { runner, folder } = bench;
    const head = await bench.commit('change', {});
    await runner.pullRequest({ folder, head: 'change' });
    const [check] = runner.github.runs.checks(runner.github.repositories.get('acme/vision'), head);
    expect(check).toMatchObject({
      name: 'job',
      status: 'completed',
      conclusion: 'failure',
      summary: 'hi\n',
      annotations: [{ path: 'a.py' }, { message: 'Process completed with exit code 1.' }],
    });
    expect(check?.steps).toContainEqual({ name: 'speak', status: 'completed', conclusion: 'failure' });
    expect(check?.log).toContain('##[error]wrong');
  });

  it('of a fork has a token that reads only, and no secrets', async () => {
    const steps = `
      - run: |
          echo "secret=[\${{ secrets.KEY }}] \${{ github.event.pull_request.head.repo.full_name }} \${{ github.actor }}"
          api() { curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $TOKEN" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/1/comments" "$@"; }
          echo "read=$(api) write=$(api -d '{"body":"hello"}')"
        env: { TOKEN: "\${{ github.token }}" }`;
    const workflow = `on: pull_request\npermissions: { issues: write, contents: read }\njobs:\n  job:\n    runs-on: x\n    steps:${steps}\n`;
    bench = await newBench({ [file]: workflow }, { secrets: { KEY: 'value-of-key' } });
    const { runner, folder } = bench;
    await bench.commit('change', {});
    const own = await runner.pullRequest({ folder, head: 'change' });
    expect(own.jobs[0]?.log).toMatch(/secret=\[\*\*\*\] acme\/vision mona\nread=200 write=201/);
    expect(own.comments).toEqual([{ author: 'github-actions[bot]', body: 'hello' }]);
    await bench.commit('other', {});
    const fork = await runner.pullRequest({ folder, head: 'other', fork: true });
    expect(fork.jobs[0]?.log).toMatch(/secret=\[\] hubot\/vision hubot\nread=200 write=403/);
    expect(fork).toMatchObject({ pull: 2, comments: [] });
  });

  it('runs all its workflows again, or the one that is named', async () => {
    bench = await newBench({ [file]: ci('pull_request'), '.github/workflows/other.yml': ci('pull_request') });
    await bench.commit('change', {});
    const call = { folder: bench.folder, head: 'change' };
    const attempts = async (more: object): Promise<readonly string[]> => {
      const { runs } = await bench.runner.pullRequest({ ...call, ...more });
      return runs.map(({ workflow, attempt }) => `${workflow.split('/').at(-1)} ${attempt}`);
    };
    expect(await attempts({})).toEqual(['ci.yml 1', 'other.yml 1']);
    expect(await attempts({ rerun: true })).toEqual(['ci.yml 2', 'other.yml 2']);
    expect(await attempts({ rerun: true, workflow: 'other.yml' })).toEqual(['other.yml 3']);
  });

  it('that conflicts runs nothing, and says so', async () => {
    bench = await newBench({ [file]: ci('pull_request'), 'a.txt': '0' });
    const { runner, folder } = bench;
    await bench.commit('change', { 'a.txt': '1' });
    await bench.commit('main', {});
    await bench.git('checkout', '--quiet', 'main');
    await bench.commit('main', { 'a.txt': '2' });
    const outcome = await runner.pullRequest({ folder, head: 'change' });
    expect(outcome).toMatchObject({ jobs: [], notes: [expect.stringContaining('conflicts with main')] });
  });
});

describe('checkout', () => {
  it('is the merge commit of depth 1, or what it is asked for', async () => {
    const say =
      'git log --format="%s|%P" --max-count=1; git rev-list --count HEAD; git status --short --branch | head -1; git config --get-regexp extraheader | wc -l';
    const steps = [
      ['', say],
      ['fetch-depth: 0, persist-credentials: false', say],
      [`ref: '\${{ github.head_ref }}', path: sub, fetch-depth: 0`, `cd sub; ${say}`],
      [`ref: '\${{ github.event.pull_request.base.sha }}'`, say],
    ].map(
      ([inputs, run]) =>
        `      - { uses: actions/checkout@v4, with: { ${inputs} } }\n      - run: ${JSON.stringify(run)}\n`,
    );
    bench = await newBench({
      [file]: `on: pull_request\njobs:\n  job:\n    runs-on: x\n    steps:\n${steps.join('')}`,
    });
    const { runner, folder } = bench;
    await bench.commit('change', { a: '1' }, 'First');
    await bench.commit('change', { a: '2' }, 'Second');
    const outcome = await runner.pullRequest({ folder, head: 'change' });
    const { log, steps: ran } = jobNamed(outcome, 'job');
    expect(ran.filter(({ conclusion }) => conclusion !== 'success')).toEqual([]);
    const [base, head] = [await bench.git('rev-parse', 'main'), await bench.git('rev-parse', 'change')];
    expect(log).toContain(`\nMerge ${head} into ${base}|\n1\n## HEAD (no branch)\n1\n`);
    expect(log).toContain(`\nMerge ${head} into ${base}|${base} ${head}\n4\n## HEAD (no branch)\n0\n`);
    expect(log).toMatch(/\nSecond\|[0-9a-f]{40}\n3\n## change\.\.\.origin\/change\n1\n/);
    expect(log).toContain('\nBegin|\n1\n## HEAD (no branch)\n1\n');
  });

  it('pushes with the token that it leaves behind, where that may write', async () => {
    const steps = `[{ uses: actions/checkout@v4 }, { run: 'git push -q origin HEAD:refs/heads/made && git ls-remote origin made' }]`;
    bench = await newBench({
      [file]: ci('push', steps, 'permissions: { contents: write }'),
      '.github/workflows/no.yml': ci('push', steps, 'permissions: { contents: read }'),
    });
    const { runner, folder } = bench;
    const outcome = await runner.push({ folder });
    expect(conclusions(outcome)).toEqual(['job: success', 'job: failure']);
    expect(outcome.jobs[1]?.log).toContain('denied to github-actions[bot]');
  });
});

describe('a push', () => {
  it('has before and after, of what was committed or merged', async () => {
    const steps = `[{ run: 'echo "\${{ github.event.before }} \${{ github.sha }} \${{ github.ref_name }} \${{ github.event.head_commit.message }}"' }]`;
    bench = await newBench({ [file]: ci('{ push: { branches: [main] }, pull_request: }', steps) });
    const { runner, folder } = bench;
    const first = await bench.git('rev-parse', 'main');
    await bench.commit('change', { a: '1' }, 'Change');
    await runner.pullRequest({ folder, head: 'change' });
    const created = await runner.push({ folder });
    expect(created.jobs[0]?.log).toContain(`${'0'.repeat(40)} ${first} main Begin`);
    await expect(runner.push({ folder })).rejects.toThrow('main has not moved');
    const merged = await runner.push({ folder, merge: 'change' });
    expect(merged).toMatchObject({ pull: 1, runs: [{ conclusion: 'success' }] });
    expect(merged.jobs[0]?.log).toContain(
      `${first} ${merged.runs[0]?.sha} main Merge pull request #1 from acme/change`,
    );
    expect((await runner.push({ folder, rerun: true })).runs).toMatchObject([
      { id: merged.runs[0]?.id, attempt: 2 },
    ]);
    // The folder is behind now, and is not pushed over what was merged.
    await expect(runner.push({ folder })).rejects.toThrow('main has not moved');
    await bench.git('checkout', '--quiet', 'main');
    await bench.commit('main', { b: '1' }, 'Elsewhere');
    await expect(runner.push({ folder })).rejects.toThrow('have gone apart');
  });
});

describe('a merge queue', () => {
  it('runs the groups of two pull requests, the second upon the first, and merges them', async () => {
    const steps = `[{ uses: actions/checkout@v4 }, { run: 'ls; test "\${{ github.event.merge_group.base_ref }}" = refs/heads/main' }]`;
    bench = await newBench({ [file]: ci('merge_group', steps) });
    const { runner, folder } = bench;
    for (const head of ['one', 'two']) {
      await bench.git('checkout', '--quiet', 'main');
      await bench.commit(head, { [`${head}.txt`]: 'x' });
      await runner.pullRequest({ folder, head });
    }
    const tested = await runner.mergeGroup({ folder, heads: ['one', 'two'] });
    expect(conclusions(tested)).toEqual(['job: success', 'job: success']);
    const repository = runner.github.repositories.get('acme/vision');
    expect(runner.github.queue.list(repository)).toEqual([]);
    const merged = await runner.mergeGroup({ folder, heads: ['one', 'two'], mergeOnSuccess: true });
    expect(
      merged.jobs.map(({ log }) => ['one.txt', 'two.txt'].filter((name) => log.includes(`\n${name}\n`))),
    ).toEqual([['one.txt'], ['one.txt', 'two.txt']]);
    expect(runner.github.pulls.list(repository).map(({ mergedAt }) => mergedAt !== null)).toEqual([
      true,
      true,
    ]);
  });

  it('takes out one that fails, and tests those behind it anew', async () => {
    bench = await newBench({
      [file]: ci('merge_group', "[{ uses: actions/checkout@v4 }, { run: 'test ! -e one.txt' }]"),
    });
    const { runner, folder } = bench;
    for (const head of ['one', 'two']) {
      await bench.git('checkout', '--quiet', 'main');
      await bench.commit(head, { [`${head}.txt`]: 'x' });
      await runner.pullRequest({ folder, head });
    }
    const outcome = await runner.mergeGroup({ folder, heads: ['one', 'two'], mergeOnSuccess: true });
    expect(outcome.runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
    const pulls = runner.github.pulls.list(runner.github.repositories.get('acme/vision'));
    expect(pulls.map(({ state, mergedAt }) => [state, mergedAt !== null])).toEqual([
      ['open', false],
      ['closed', true],
    ]);
  });
});

describe('a schedule and a dispatch', () => {
  it('run on the default branch, with time and typed inputs', async () => {
    const workflow = `on:
  schedule: [{ cron: '7 4 * * *' }, { cron: '0 5 * * 1' }]
  workflow_dispatch:
    inputs: { rows: { type: number, default: 5 }, deep: { type: boolean }, mode: { type: choice, options: [a, b], default: a } }
jobs: { job: { runs-on: x, steps: [{ run: 'echo "[\${{ github.event.schedule }}] \${{ inputs.rows }} \${{ inputs.deep == true }} \${{ github.event.inputs.deep }} \${{ inputs.mode }} \${{ github.ref }}"' }] } }
`;
    bench = await newBench({ [file]: workflow });
    const { runner, folder } = bench;
    const scheduled = await runner.schedule({ folder });
    expect(scheduled.jobs.map(({ log }) => /^\[(.*?)\]/m.exec(log)?.[1])).toEqual(['7 4 * * *', '0 5 * * 1']);
    expect((await runner.schedule({ folder, cron: '0 5 * * 1' })).jobs).toHaveLength(1);
    await expect(runner.schedule({ folder, cron: 'never' })).rejects.toThrow(
      "no workflow has the schedule 'never'",
    );
    const dispatched = await runner.workflowDispatch({ folder, inputs: { deep: 'true' } });
    expect(dispatched.jobs[0]?.log).toContain('\n[] 5 true true a refs/heads/main\n');
    for (const inputs of [{ rows: 'x' }, { mode: 'c' }, { nothing: '1' }]) {
      await expect(runner.workflowDispatch({ folder, inputs })).rejects.toThrow(/input/i);
    }
  });
});

describe('concurrency', () => {
  it.each([
    ['cancel-in-progress: true', ['cancelled', 'cancelled', 'success']],
    ['cancel-in-progress: false', ['success', 'cancelled', 'success']],
    ['queue: max', ['success', 'success', 'success']],
  ])('of one group with %s', async (more, expected) => {
    const concurrency = `concurrency: { group: "ci-\${{ github.ref }}", ${more} }`;
    bench = await newBench({
      [file]: ci('{ pull_request: { types: [opened, labeled] } }', "[{ run: 'true' }]", concurrency),
    });
    await bench.commit('change', {});
    const outcome = await bench.runner.pullRequest({
      folder: bench.folder,
      head: 'change',
      labels: ['a', 'b'],
    });
    expect(outcome.runs.map(({ conclusion }) => conclusion)).toEqual(expected);
  });

  it('of a job cancels the same job of an older run', async () => {
    const job = `{ runs-on: x, name: "it \${{ matrix.n }}", if: "github.event.action != 'closed'", strategy: { matrix: { n: [1] } }, concurrency: { group: g, cancel-in-progress: true }, steps: [{ run: 'true' }] }`;
    bench = await newBench({
      [file]: `on: { pull_request: { types: [opened, labeled, closed] } }\njobs: { job: ${job} }\n`,
    });
    await bench.commit('change', {});
    const call = { folder: bench.folder, head: 'change' };
    expect(conclusions(await bench.runner.pullRequest({ ...call, labels: ['a'] }))).toEqual([
      'it 1: cancelled',
      'it 1: success',
    ]);
    const closed = await bench.runner.pullRequest({ ...call, action: 'closed' });
    expect(conclusions(closed)).toEqual([`it \${{ matrix.n }}: skipped`]);
  });
});
