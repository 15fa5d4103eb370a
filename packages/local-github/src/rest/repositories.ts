import { listRefs, resolve, typeOf } from '../git/bare-repository.ts';
import { commits } from '../git/history.ts';
import { rulesetsFor } from '../git/ruleset.ts';
import { json } from '../http/reply.ts';
import { nodeId } from '../shape/addresses.ts';
import { commitShape } from '../shape/commit.ts';
import { fullRepositoryShape } from '../shape/repository.ts';
import { userShape } from '../shape/user.ts';
import type { RepositoryOperation } from './call.ts';
import { notFound } from './problem.ts';

export const repositoryOperations: Readonly<Record<string, RepositoryOperation>> = {
  'repos/get': {
    needs: [{ metadata: 'read' }],
    publicRead: true,
    answer: (call) => json(200, fullRepositoryShape(call.state, call.addresses, call.repository)),
  },
  'repos/get-branch': {
    needs: [{ contents: 'read' }],
    publicRead: true,
    async answer(call) {
      const name = call.params['branch'] ?? '';
      const sha = await resolve(call.gitDir, `refs/heads/${name}`);
      if (sha === undefined) throw notFound();
      const [commit] = await commits(call.gitDir, sha, 1);
      if (commit === undefined) throw notFound();
      const url = `${call.addresses.repositoryApi(call.repository)}/branches/${encodeURIComponent(name)}`;
      return json(200, {
        name,
        commit: commitShape(call.addresses, call.repository, commit),
        _links: { self: url, html: `${call.addresses.repositoryWeb(call.repository)}/tree/${name}` },
        protected: rulesetsFor(call.repository, `refs/heads/${name}`).length > 0,
        protection: {
          enabled: false,
          required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
        },
        protection_url: `${url}/protection`,
      });
    },
  },
  'git/get-ref': {
    needs: [{ contents: 'read' }],
    publicRead: true,
    async answer(call) {
      const ref = `refs/${call.params['ref']}`;
      const sha = (await listRefs(call.gitDir)).get(ref);
      if (sha === undefined) throw notFound();
      const type = await typeOf(call.gitDir, sha);
      const api = call.addresses.repositoryApi(call.repository);
      return json(200, {
        ref,
        node_id: nodeId('REF', call.repository.id),
        url: `${api}/git/${ref}`,
        object: { sha, type, url: `${api}/git/${type}s/${sha}` },
      });
    },
  },
  'repos/get-collaborator-permission-level': {
    needs: [{ metadata: 'read' }],
    answer(call) {
      const user = call.state.users.find(call.params['username'] ?? '');
      if (user === undefined) throw notFound();
      const role = call.state.repositories.permission(call.repository, user.login);
      // The older field knows fewer words: maintain is write, triage is read.
      const older: Readonly<Record<string, string>> = { maintain: 'write', triage: 'read' };
      const permission = role === undefined ? 'none' : (older[role] ?? role);
      const shape = { ...userShape(call.addresses, user), role_name: role ?? 'none' };
      return json(200, { permission, role_name: role ?? 'none', user: shape });
    },
  },
};
