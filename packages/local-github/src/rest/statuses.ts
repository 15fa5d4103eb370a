import { resolve } from '../git/bare-repository.ts';
import { json } from '../http/reply.ts';
import { checkRunShape } from '../shape/check-run.ts';
import { combinedShape, statusShape } from '../shape/status.ts';
import type { StatusState } from '../state/records.ts';
import { maxDescriptionChars } from '../state/statuses.ts';
import { actorOf, type RepositoryCall, type RepositoryOperation, textOf } from './call.ts';
import { pageOf } from './page.ts';
import { invalid, notFound } from './problem.ts';

const read = { needs: [{ statuses: 'read' }], publicRead: true } as const;

export const statusOperations: Readonly<Record<string, RepositoryOperation>> = {
  'repos/create-commit-status': {
    needs: [{ statuses: 'write' }],
    content: true,
    async answer(call) {
      const sha = call.params['sha'] ?? '';
      if ((await resolve(call.gitDir, `${sha}^{commit}`)) !== sha) {
        throw invalid('Status', 'sha', `No commit found for SHA: ${sha}`);
      }
      const description = textOf(call.body, 'description') ?? null;
      // The description of GitHub's API does not know this limit.
      if (description !== null && description.length > maxDescriptionChars) {
        throw invalid(
          'Status',
          'description',
          `description is too long (maximum is ${maxDescriptionChars} characters)`,
          true,
        );
      }
      const context = textOf(call.body, 'context');
      const status = call.state.statuses.create(call.repository, {
        sha,
        creator: actorOf(call).login,
        state: textOf(call.body, 'state') as StatusState,
        description,
        targetUrl: textOf(call.body, 'target_url') ?? null,
        ...(context === undefined ? {} : { context }),
      });
      return json(201, statusShape(call.state, call.addresses, status));
    },
  },
  'repos/list-commit-statuses-for-ref': {
    ...read,
    async answer(call) {
      const all = call.state.statuses.list(call.repository, await commitOf(call));
      const { items, headers } = pageOf(all, call.url);
      return json(
        200,
        items.map((status) => statusShape(call.state, call.addresses, status)),
        headers,
      );
    },
  },
  'repos/get-combined-status-for-ref': {
    ...read,
    async answer(call) {
      const sha = await commitOf(call);
      const { items, headers } = pageOf(call.state.statuses.latest(call.repository, sha), call.url);
      return json(200, combinedShape(call.state, call.addresses, call.repository, sha, items), headers);
    },
  },
  'checks/list-for-ref': {
    needs: [{ checks: 'read' }],
    publicRead: true,
    async answer(call) {
      const { query, state } = call;
      const [name, status] = [query.get('check_name'), query.get('status')];
      const all = state.runs
        .checks(call.repository, await commitOf(call))
        .filter(
          (check) => (name === null || check.name === name) && (status === null || check.status === status),
        );
      const { items, headers } = pageOf(all, call.url);
      const runs = items.map((check) => checkRunShape(state, call.addresses, check));
      return json(200, { total_count: all.length, check_runs: runs }, headers);
    },
  },
};

async function commitOf({ gitDir, params }: RepositoryCall): Promise<string> {
  const ref = params['ref'] ?? '';
  for (const name of [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref]) {
    const sha = await resolve(gitDir, `${name}^{commit}`);
    if (sha !== undefined) return sha;
  }
  throw notFound();
}
