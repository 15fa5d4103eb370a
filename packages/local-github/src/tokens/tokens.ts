import { randomBytes } from 'node:crypto';
import type { Level, PermissionName, RepositoryRecord, TokenRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';
import type { Users } from '../state/users.ts';

export type Permissions = Readonly<Partial<Record<PermissionName, Level>>>;

export interface Tokens {
  /** What a job gets as GITHUB_TOKEN. `fork`: for a pull request of a fork, where nothing is more than read. */
  forJob(repository: RepositoryRecord, permissions: Permissions, options?: { fork?: boolean }): string;
  /** Of an installed GitHub App: `login` ends in `[bot]`. */
  forApp(repository: RepositoryRecord, login: string, permissions: Permissions): string;
  /** Of a person, who may what their role in a repository allows. */
  forUser(login: string, permissions?: Permissions): string;
  find(token: string): TokenRecord | undefined;
  /** A job's token ends with its job. */
  revoke(token: string): void;
}

export function tokensOf(store: Store, users: Users): Tokens {
  const { tokens } = store.records;
  const add = (record: Omit<TokenRecord, 'token'>, prefix: string): string => {
    users.ensure(record.login);
    const token = `${prefix}_${randomBytes(18).toString('hex')}`;
    tokens.push({ ...record, token });
    store.touch();
    return token;
  };
  return {
    revoke(token) {
      const index = tokens.findIndex((one) => one.token === token);
      if (index >= 0) tokens.splice(index, 1);
      store.touch();
    },
    find: (token) => tokens.find((one) => one.token === token),
    forJob(repository, permissions, { fork = false } = {}) {
      const granted = fork ? readOnly(permissions) : permissions;
      return add(
        { login: 'github-actions[bot]', kind: 'actions', repository: repository.id, permissions: granted },
        'ghs',
      );
    },
    forApp: (repository, login, permissions) =>
      add({ login, kind: 'app', repository: repository.id, permissions }, 'ghs'),
    forUser: (login, permissions = {}) => add({ login, kind: 'user', repository: null, permissions }, 'ghp'),
  };
}

function readOnly(permissions: Permissions): Permissions {
  return Object.fromEntries(
    Object.entries(permissions).map(([name, level]) => [name, level === 'write' ? 'read' : level]),
  );
}
