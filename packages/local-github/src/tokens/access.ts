import type { Level, PermissionName, RepositoryRecord, Role, TokenRecord } from '../state/records.ts';
import type { Repositories } from '../state/repositories.ts';

/** Permissions that are needed together. An operation names one such set or several, of which one is enough. */
export type Need = Readonly<Partial<Record<PermissionName, 'read' | 'write'>>>;

/** May it, is the repository not even there for it, or is it refused? */
export type Access = 'granted' | 'hidden' | 'denied';

const rank: Readonly<Record<Level, number>> = { none: 0, read: 1, write: 2 };

/**
 * What a token may do in a repository: a job's or an app's by its permissions, a person's by their role. What is public
 * can be read by everybody, by jobs without the permission too, where the operation says so.
 */
export function accessOf(
  repositories: Repositories,
  repository: RepositoryRecord,
  token: TokenRecord | undefined,
  needs: readonly Need[],
  publicRead: boolean,
): Access {
  const readable = publicRead && !repository.private && needs.some(readsOnly);
  if (readable) return 'granted';
  if (token === undefined) return repository.private ? 'hidden' : 'denied';
  if (token.kind === 'user')
    return accessOfPerson(repositories.permission(repository, token.login), token, needs);
  if (token.repository !== repository.id) return repository.private ? 'hidden' : 'denied';
  const held = (name: PermissionName): Level =>
    name === 'metadata' ? 'read' : (token.permissions[name] ?? 'none');
  return needs.some((need) => covers(held, need)) ? 'granted' : 'denied';
}

function accessOfPerson(role: Role | undefined, token: TokenRecord, needs: readonly Need[]): Access {
  if (role === undefined) return 'hidden';
  const byRole: Level = role === 'read' || role === 'triage' ? 'read' : 'write';
  const held = (name: PermissionName): Level => {
    // Whoever can read can comment.
    const usual = name === 'issues' || name === 'pull-requests' ? 'write' : byRole;
    return token.permissions[name] ?? usual;
  };
  return needs.some((need) => covers(held, need)) ? 'granted' : 'denied';
}

function covers(held: (name: PermissionName) => Level, need: Need): boolean {
  return Object.entries(need).every(([name, level]) => rank[held(name as PermissionName)] >= rank[level]);
}

function readsOnly(need: Need): boolean {
  return Object.values(need).every((level) => level === 'read');
}

/** `issues=write; pull_requests=write`: the header in which GitHub says what would have been enough. */
export function acceptedPermissions(needs: readonly Need[]): string {
  return needs
    .map((need) =>
      Object.entries(need)
        .map(([name, level]) => `${name.replaceAll('-', '_')}=${level}`)
        .join(','),
    )
    .join('; ');
}
