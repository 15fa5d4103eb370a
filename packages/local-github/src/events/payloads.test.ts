import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scenario, startScenario } from '../testing/scenario.ts';
import type { Payload } from './push-payload.ts';
import type { RepositoryEvent } from './repository-event.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly Payload[];
}

const published = createRequire(import.meta.url)(
  '@octokit/webhooks-examples/api.github.com/index.json',
) as readonly Examples[];

/** Fields newer than the published examples, from GitHub's description of its API. */
const newer =
  /\.(visibility|has_discussions|user_view_type|display_title|referenced_workflows|path|(allow_forking|is_template|topics|web_commit_signoff_required)|actor|triggering_actor)$|\.(actor|triggering_actor)\./;

let scene: Scenario;
beforeEach(async () => {
  scene = await startScenario();
});
afterEach(() => scene.close());

/** Every path to a field, `[]` for the entries of a list. */
function pathsOf(value: unknown, at = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => pathsOf(entry, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, entry]) => [`${at}.${key}`, ...pathsOf(entry, `${at}.${key}`)]);
}

function unknownFields(event: string, payload: Payload): readonly string[] {
  const examples = published.filter(({ name }) => name === event).flatMap((one) => one.examples);
  const known = new Set(examples.flatMap((example) => pathsOf(example)));
  // Where the examples have null or an empty list, anything may be.
  const open = [...known].filter(
    (path) => ![...known].some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[]`)),
  );
  return [...new Set(pathsOf(payload))].filter(
    (path) =>
      !known.has(path) &&
      !newer.test(path) &&
      !open.some((parent) => path.startsWith(`${parent}.`) || path.startsWith(`${parent}[]`)),
  );
}

describe('a payload', () => {
  it('is held against published ones', () => {
    expect(unknownFields('push', { ref: 'x', surprise: 1 })).toEqual(['.surprise']);
  });

  it('of a pull request has the fields of GitHub only, and names head, base and test merge', async () => {
    const { github, pull, clone, repository } = scene;
    const payload = await github.payloads.pullRequest(pull, 'synchronize', 'mona', {
      before: '0'.repeat(40),
    });
    expect(unknownFields('pull_request', payload)).toEqual([]);
    expect(payload).toMatchObject({
      action: 'synchronize',
      number: 1,
      after: pull.headSha,
      pull_request: {
        head: {
          sha: await clone.git('rev-parse', 'faster'),
          ref: 'faster',
          repo: { full_name: 'acme/vision', fork: false },
        },
        base: { sha: await clone.git('rev-parse', 'main'), ref: 'main' },
        merge_commit_sha: pull.mergeCommitSha,
        draft: false,
        changed_files: 2,
      },
      repository: { id: repository.id, default_branch: 'main' },
      sender: { login: 'mona' },
    });
  });

  it('of labels and drafts that change are raised one by one, and name the label', async () => {
    const { github, pull } = scene;
    const heard: RepositoryEvent[] = [];
    github.listen((event) => heard.push(event));
    const mona = { login: 'mona', byJob: false };
    await github.pulls.change(pull, { labels: ['models', 'big'], draft: true }, mona);
    await github.pulls.change(pull, { labels: ['big'], draft: false }, mona);
    const payloads = await Promise.all(heard.map((event) => github.payloads.of(event)));
    expect(
      payloads.map((payload) => [
        payload?.['action'],
        (payload?.['label'] as { name?: string } | undefined)?.name,
      ]),
    ).toEqual([
      ['converted_to_draft', undefined],
      ['labeled', 'models'],
      ['labeled', 'big'],
      ['ready_for_review', undefined],
      ['unlabeled', 'models'],
    ]);
    for (const payload of payloads) expect(unknownFields('pull_request', payload ?? {})).toEqual([]);
  });

  it('of a push lists its commits, oldest first', async () => {
    const { github, repository, clone } = scene;
    const [before, after] = [await clone.git('rev-parse', 'main'), await clone.git('rev-parse', 'faster')];
    const payload = await github.payloads.push(repository, { ref: 'refs/heads/main', before, after }, 'mona');
    expect(unknownFields('push', payload)).toEqual([]);
    expect(payload).toMatchObject({
      created: false,
      forced: false,
      commits: [{ id: after, modified: ['train.py'], added: ['docs/notes.md'] }],
      head_commit: { id: after },
    });
    const tag = { ref: 'refs/tags/v1', before: '0'.repeat(40), after };
    expect(await github.payloads.push(repository, tag, 'mona')).toMatchObject({
      created: true,
      deleted: false,
    });
    const gone = { ref: 'refs/heads/faster', before: after, after: '0'.repeat(40) };
    expect(await github.payloads.push(repository, gone, 'mona')).toMatchObject({
      deleted: true,
      head_commit: null,
    });
  });

  it('of a merge group, a run, a dispatch has the fields of GitHub only', async () => {
    const { github, repository, pull } = scene;
    const heard: RepositoryEvent[] = [];
    github.listen((event) => heard.push(event));
    const entry = await github.queue.add(pull, 'mona');
    const [queued] = heard;
    if (entry === undefined || queued === undefined) throw new Error('conflict');
    const group = (await github.payloads.of(queued)) ?? {};
    expect(unknownFields('merge_group', group)).toEqual([]);
    expect(group).toMatchObject({ merge_group: { head_sha: entry.headSha, base_ref: 'refs/heads/main' } });
    const run = github.runs.create({
      repository,
      name: 'Weigh',
      path: '.github/workflows/weigh.yml',
      event: 'pull_request',
      headSha: pull.headSha,
      headBranch: pull.headRef,
      actor: 'mona',
      pulls: [1],
    });
    expect(
      unknownFields('workflow_run', await github.payloads.workflowRun(run, 'completed', 'mona')),
    ).toEqual([]);
    const dispatch = github.payloads.workflowDispatch(
      repository,
      'refs/heads/main',
      run.path,
      { full: 'true' },
      'mona',
    );
    expect(unknownFields('workflow_dispatch', dispatch)).toEqual([]);
    expect(github.payloads.schedule(repository, '0 5 * * 1', run.path)).toMatchObject({
      schedule: '0 5 * * 1',
    });
  });
});
