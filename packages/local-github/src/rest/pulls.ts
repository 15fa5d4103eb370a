import { changedFiles } from '../git/changed-files.ts';
import { mergeBase } from '../git/merge-commit.ts';
import { json } from '../http/reply.ts';
import { fullPullShape, missingChecks, pullShape } from '../shape/pull.ts';
import type { PullRecord } from '../state/records.ts';
import { actorOf, type RepositoryCall, type RepositoryOperation, textOf } from './call.ts';
import { pageOf } from './page.ts';
import { invalid, notFound, Problem } from './problem.ts';

const read = { needs: [{ 'pull-requests': 'read' }], publicRead: true } as const;
const write = { needs: [{ 'pull-requests': 'write' }] } as const;

export const pullOperations: Readonly<Record<string, RepositoryOperation>> = {
  'pulls/get': {
    ...read,
    answer: async (call) => json(200, await fullPullShape(call.state, call.addresses, named(call))),
  },
  'pulls/list': {
    ...read,
    answer(call) {
      const { items, headers } = pageOf(selected(call), call.url);
      return json(
        200,
        items.map((pull) => pullShape(call.state, call.addresses, pull)),
        headers,
      );
    },
  },
  'pulls/list-files': {
    ...read,
    async answer(call) {
      const pull = named(call);
      const base = (await mergeBase(call.gitDir, pull.baseSha, pull.headSha)) ?? pull.baseSha;
      const { items, headers } = pageOf(await changedFiles(call.gitDir, base, pull.headSha), call.url);
      const web = call.addresses.repositoryWeb(call.repository);
      const api = call.addresses.repositoryApi(call.repository);
      const files = items.map((file) => ({
        sha: file.sha,
        filename: file.path,
        status: file.status,
        additions: file.additions,
        deletions: file.deletions,
        changes: file.additions + file.deletions,
        blob_url: `${web}/blob/${pull.headSha}/${encodeURI(file.path)}`,
        raw_url: `${web}/raw/${pull.headSha}/${encodeURI(file.path)}`,
        contents_url: `${api}/contents/${encodeURI(file.path)}?ref=${pull.headSha}`,
        ...(file.patch === null ? {} : { patch: file.patch }),
        ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
      }));
      return json(200, files, headers);
    },
  },
  'pulls/create': {
    ...write,
    content: true,
    async answer(call) {
      const { state, repository } = call;
      const head = textOf(call.body, 'head') ?? '';
      const [owner, headRef] = head.includes(':') ? head.split(':', 2) : [repository.owner, head];
      const headRepository = state.repositories
        .all()
        .find((one) => one.owner === owner && (one.id === repository.id || one.parent === repository.id));
      if (headRepository === undefined || headRef === undefined)
        throw invalid('PullRequest', 'head', 'invalid');
      const title = textOf(call.body, 'title');
      if (title === undefined || title === '') throw invalid('PullRequest', 'title', "title can't be blank");
      const twin = state.pulls
        .list(repository)
        .some(
          (pull) =>
            pull.state === 'open' && pull.headRef === headRef && pull.headRepository === headRepository.id,
        );
      if (twin)
        throw invalid('PullRequest', 'head', `A pull request already exists for ${owner}:${headRef}.`);
      const { login, byJob } = actorOf(call);
      const body = textOf(call.body, 'body') ?? null;
      const baseRef = textOf(call.body, 'base') ?? repository.defaultBranch;
      const draft = call.body['draft'] === true;
      const wanted = { repository, headRepository, headRef, baseRef, title, body, author: login, draft };
      const pull = await state.pulls.open(wanted, byJob).catch((cause: Error) => {
        throw invalid('PullRequest', 'head', cause.message);
      });
      return json(201, await fullPullShape(state, call.addresses, pull));
    },
  },
  'pulls/update': {
    ...write,
    async answer(call) {
      const pull = named(call);
      const [title, body, baseRef] = ['title', 'body', 'base'].map((key) => textOf(call.body, key));
      const state = textOf(call.body, 'state');
      await call.state.pulls.change(
        pull,
        {
          ...(title === undefined ? {} : { title }),
          ...(body === undefined ? {} : { body }),
          ...(baseRef === undefined ? {} : { baseRef }),
          ...(state === 'open' || state === 'closed' ? { state } : {}),
        },
        actorOf(call),
      );
      return json(200, await fullPullShape(call.state, call.addresses, pull));
    },
  },
  'pulls/merge': {
    needs: [{ contents: 'write' }],
    async answer(call) {
      const pull = named(call);
      const method = textOf(call.body, 'merge_method') ?? 'merge';
      const title = textOf(call.body, 'commit_title');
      const expected = textOf(call.body, 'sha');
      if (expected !== undefined && expected !== pull.headSha) {
        throw new Problem(409, 'Head branch was modified. Review and try the merge again.');
      }
      if (pull.state !== 'open' || pull.draft) throw new Problem(405, 'Pull Request is not mergeable');
      const [missing] = missingChecks(call.state, call.repository, pull);
      if (missing !== undefined) throw new Problem(405, `Required status check "${missing}" is expected.`);
      if (method === 'rebase') throw new Problem(405, 'Rebase merges are not allowed on this repository.');
      const how = { method: method === 'squash' ? ('squash' as const) : ('merge' as const) };
      const sha = await call.state.pulls.merge(
        pull,
        actorOf(call),
        title === undefined ? how : { ...how, title },
      );
      if (sha === undefined) throw new Problem(405, 'Pull Request is not mergeable');
      return json(200, { sha, merged: true, message: 'Pull Request successfully merged' });
    },
  },
  'repos/list-pull-requests-associated-with-commit': {
    ...read,
    answer(call) {
      const sha = call.params['commit_sha'] ?? '';
      // Commits of a fork have none, though the repository holds their objects.
      const own = call.state.pulls
        .list(call.repository)
        .filter(
          (pull) =>
            pull.headRepository === pull.repository && [pull.headSha, pull.mergeCommitSha].includes(sha),
        );
      const { items, headers } = pageOf(own, call.url);
      return json(
        200,
        items.map((pull) => pullShape(call.state, call.addresses, pull)),
        headers,
      );
    },
  },
};

function named({ state, repository, params }: RepositoryCall): PullRecord {
  const pull = state.pulls.find(repository, Number(params['pull_number']));
  if (pull === undefined) throw notFound();
  return pull;
}

/** Newest first, as `state`, `head` (`owner:branch`) and `base` say. */
function selected({ state, repository, query }: RepositoryCall): readonly PullRecord[] {
  const wanted = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const upwards = query.get('direction') === 'asc';
  const list = state.pulls.list(repository).filter((pull) => {
    const label = `${state.repositories.get(pull.headRepository).owner}:${pull.headRef}`;
    return (
      (wanted === 'all' || pull.state === wanted) &&
      // Anything that is not owner:branch is ignored, as GitHub does.
      (head === null || !head.includes(':') || head === label) &&
      (base === null || base === pull.baseRef)
    );
  });
  return upwards ? list : [...list].reverse();
}
