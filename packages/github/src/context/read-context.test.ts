import { createRequire } from 'node:module';
import { Failure } from '@weighbridge/contract';
import type { Payload } from '@weighbridge/local-github';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, startScene } from '../testing/scene.ts';
import type { ActionsContext } from './actions-context.ts';
import { type Environment, readContext } from './read-context.ts';

const published = createRequire(import.meta.url)(
  '@octokit/webhooks-examples/api.github.com/index.json',
) as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];
const examples = (event: string) => published.find(({ name }) => name === event)?.examples ?? [];

const sha = 'c'.repeat(40);
const variables = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'acme/vision',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
  GITHUB_SHA: sha,
  GITHUB_REF: 'refs/heads/main',
  GITHUB_ACTOR: 'mona',
  GITHUB_RUN_ID: '17',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_WORKFLOW: 'Weigh',
  GITHUB_JOB: 'weigh',
  GITHUB_EVENT_PATH: '/event.json',
};

function read(event: string, payload: unknown, env: Environment = {}): Promise<ActionsContext> {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return readContext({ ...variables, GITHUB_EVENT_NAME: event, ...env }, async () => text);
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, got ${String(error)}`);
}

const repository = { default_branch: 'main' };
const pull = {
  action: 'synchronize',
  number: 7,
  pull_request: {
    state: 'open',
    draft: true,
    user: { login: 'mona' },
    labels: [{ name: 'weigh' }],
    merge_commit_sha: 'd'.repeat(40),
    head: { sha: 'a'.repeat(40), ref: 'faster', repo: { full_name: 'Acme/vision' } },
    base: { sha: 'b'.repeat(40), ref: 'main' },
  },
  repository,
};
type Pull = (typeof pull)['pull_request'];
const changed = (change: Partial<Record<keyof Pull, unknown>>) => ({
  ...pull,
  pull_request: { ...pull.pull_request, ...change },
});

describe('the context of a run', () => {
  it('is read from its variables', async () => {
    const context = await read('schedule', { schedule: '0 4 * * *', repository });
    expect(context).toEqual({
      repository: 'acme/vision',
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
      sha,
      ref: 'refs/heads/main',
      actor: 'mona',
      runId: '17',
      runAttempt: 1,
      runUrl: 'https://github.com/acme/vision/actions/runs/17',
      workflow: 'Weigh',
      job: 'weigh',
      defaultBranch: 'main',
      event: { name: 'schedule', cron: '0 4 * * *' },
    });
    const again = await read('schedule', { schedule: '0 4 * * *', repository }, { GITHUB_RUN_ATTEMPT: '3' });
    expect(again.runUrl).toBe('https://github.com/acme/vision/actions/runs/17/attempts/3');
  });

  it('is none outside GitHub Actions', async () => {
    for (const env of [{ GITHUB_ACTIONS: undefined }, { GITHUB_REPOSITORY: '' }]) {
      const { code, message } = await failureOf(read('push', {}, env));
      expect([code, message]).toEqual([
        'usage',
        expect.stringContaining('only as a step of a GitHub Actions'),
      ]);
    }
  });

  it('names every variable that is missing or wrong', async () => {
    const wrong = {
      GITHUB_SHA: undefined,
      GITHUB_RUN_ID: 'x',
      GITHUB_EVENT_PATH: '',
      GITHUB_API_URL: 'ftp://x',
    };
    const { code, problems } = await failureOf(read('push', {}, wrong));
    expect(code).toBe('usage');
    expect(problems.map(({ message }) => message).sort()).toEqual([
      'GITHUB_API_URL is not as GitHub gives it (no address)',
      'GITHUB_EVENT_PATH is missing',
      'GITHUB_RUN_ID is not as GitHub gives it (no run id)',
      'GITHUB_SHA is missing',
    ]);
  });

  it('takes no payload that is not JSON, cannot be read, or lacks what is needed', async () => {
    expect((await failureOf(read('push', '{'))).message).toBe(
      "/event.json: the event's payload (GITHUB_EVENT_PATH) is not JSON",
    );
    const gone = readContext({ ...variables, GITHUB_EVENT_NAME: 'push' }, async () => {
      throw new Error('ENOENT');
    });
    expect((await failureOf(gone)).message).toMatch(/cannot be read: ENOENT/);
    const { problems } = await failureOf(
      read('pull_request', changed({ head: { sha: 'x', ref: 'faster' } })),
    );
    expect(problems).toEqual([
      {
        message:
          'the payload of "pull_request": `pull_request.head.sha` is not as GitHub gives it (no commit id)',
        where: { file: '/event.json' },
      },
    ]);
    expect((await failureOf(read('push', { repository }))).problems.map(({ message }) => message)).toEqual([
      'the payload of "push": `ref` is missing',
      'the payload of "push": `before` is missing',
      'the payload of "push": `after` is missing',
    ]);
  });

  it('answers any payload with an event or a usage failure', async () => {
    const events = fc.constantFrom(
      'pull_request',
      'push',
      'merge_group',
      'schedule',
      'workflow_dispatch',
      'issues',
    );
    await fc.assert(
      fc.asyncProperty(events, fc.jsonValue(), fc.jsonValue(), async (event, some, other) => {
        const known = typeof some === 'object' && !Array.isArray(some) ? some : { some };
        for (const payload of [
          some,
          { ...known, repository },
          { ...known, pull_request: other, repository },
        ]) {
          const answer = await read(event, payload).catch((error: unknown) => error);
          if (answer instanceof Error) expect(answer).toMatchObject({ name: 'Failure', code: 'usage' });
          else expect(answer).toMatchObject({ defaultBranch: 'main' });
        }
      }),
    );
  });
});

describe('a pull request', () => {
  it('has its head, base and the test merge that is checked out', async () => {
    const { event } = await read('pull_request', pull, { GITHUB_REF: 'refs/pull/7/merge' });
    expect(event).toEqual({
      name: 'pull_request',
      action: 'synchronize',
      number: 7,
      headSha: 'a'.repeat(40),
      headRef: 'faster',
      headRepository: 'Acme/vision',
      baseRef: 'main',
      baseSha: 'b'.repeat(40),
      mergeSha: sha,
      fork: false,
      draft: true,
      labels: ['weigh'],
      author: 'mona',
      dependabot: false,
      closed: false,
    });
    // On `closed` the run is on the base branch.
    expect((await read('pull_request', pull)).event).toMatchObject({ mergeSha: 'd'.repeat(40) });
    const none = changed({ merge_commit_sha: null, state: 'closed' });
    expect((await read('pull_request', none)).event).toMatchObject({ mergeSha: null, closed: true });
  });

  it('is of a fork where its head lies elsewhere, or nowhere any more', async () => {
    const head = { ...pull.pull_request.head, repo: { full_name: 'stranger/vision' } };
    expect((await read('pull_request', changed({ head }))).event).toMatchObject({
      fork: true,
      headRepository: 'stranger/vision',
    });
    const gone = changed({ head: { ...head, repo: null } });
    expect((await read('pull_request', gone)).event).toMatchObject({ fork: true, headRepository: null });
  });

  it("is Dependabot's where it is the author or has pushed", async () => {
    const user = { login: 'dependabot[bot]' };
    expect((await read('pull_request', changed({ user }))).event).toMatchObject({ dependabot: true });
    const env = { GITHUB_ACTOR: 'dependabot[bot]' };
    expect((await read('pull_request', pull, env)).event).toMatchObject({ dependabot: true });
    expect((await read('pull_request', changed({ user: null }))).event).toMatchObject({ author: 'ghost' });
  });
});

describe('other events', () => {
  it('tell a push to the default branch from others, a new branch and a tag', async () => {
    const push = { ref: 'refs/heads/main', before: 'a'.repeat(40), after: sha, repository };
    expect((await read('push', push)).event).toEqual({
      name: 'push',
      ref: 'refs/heads/main',
      branch: 'main',
      before: 'a'.repeat(40),
      after: sha,
      toDefaultBranch: true,
      deleted: false,
    });
    const fresh = { ...push, ref: 'refs/heads/a/b', before: '0'.repeat(40) };
    expect((await read('push', fresh)).event).toMatchObject({
      branch: 'a/b',
      before: undefined,
      toDefaultBranch: false,
    });
    expect((await read('push', { ...push, ref: 'refs/tags/main' })).event).toMatchObject({
      branch: undefined,
      toDefaultBranch: false,
    });
    expect((await read('push', { ...push, after: '0'.repeat(40) })).event).toMatchObject({ deleted: true });
  });

  it('find the pull request of a merge group in the name of its branch', async () => {
    const group = (head_ref: string) => ({
      action: 'checks_requested',
      merge_group: { head_sha: sha, head_ref, base_sha: 'b'.repeat(40), base_ref: 'refs/heads/main' },
      repository,
    });
    const numbered = `refs/heads/gh-readonly-queue/release/pr-1-x/pr-104-${'b'.repeat(40)}`;
    expect((await read('merge_group', group(numbered))).event).toMatchObject({ number: 104 });
    expect((await read('merge_group', group('refs/heads/elsewhere'))).event).toMatchObject({
      number: undefined,
    });
  });

  it('started by hand know the branch', async () => {
    const dispatch = (ref: string) => ({ ref, inputs: null, repository });
    expect((await read('workflow_dispatch', dispatch('refs/heads/main'))).event).toMatchObject({
      onDefaultBranch: true,
    });
    for (const ref of ['refs/tags/main', 'refs/heads/main2']) {
      expect((await read('workflow_dispatch', dispatch(ref))).event).toMatchObject({
        ref,
        onDefaultBranch: false,
      });
    }
  });

  it('are named, and nothing more; pull_request_target too', async () => {
    expect((await read('pull_request_target', pull)).event).toEqual({
      name: 'other',
      event: 'pull_request_target',
    });
  });
});

describe('payloads that GitHub publishes', () => {
  it.each(['pull_request', 'push', 'merge_group', 'workflow_dispatch', 'issues', 'release'])(
    'of %s',
    async (name) => {
      expect(examples(name).length).toBeGreaterThan(0);
      for (const payload of examples(name)) {
        const { event } = await read(name, payload);
        expect(event.name).toBe(name === 'issues' || name === 'release' ? 'other' : name);
      }
    },
  );
});

describe('payloads of the GitHub on loopback', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene();
  });
  afterAll(() => scene.close());

  it('are read as what happened', async () => {
    const { payloads } = scene.local;
    const opened = await scene.newPull();
    const { event } = await read('pull_request', await payloads.pullRequest(opened, 'opened', 'mona'));
    expect(event).toMatchObject({
      number: opened.number,
      headSha: opened.headSha,
      fork: false,
      closed: false,
    });
    const cron = payloads.schedule(scene.repository, '0 4 * * *', '.github/workflows/weigh.yml');
    expect((await read('schedule', cron)).event).toEqual({ name: 'schedule', cron: '0 4 * * *' });
    const by = payloads.workflowDispatch(scene.repository, 'refs/heads/main', 'weigh.yml', {}, 'mona');
    expect((await read('workflow_dispatch', by)).event).toMatchObject({ onDefaultBranch: true });
    const moved = { ref: 'refs/heads/main', before: '0'.repeat(40), after: opened.baseSha };
    const push = await payloads.push(scene.repository, moved, 'mona');
    expect((await read('push', push)).event).toMatchObject({ toDefaultBranch: true, before: undefined });
  });
});
