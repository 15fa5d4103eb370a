import type { RepositoryRecord, UserRecord } from '../state/records.ts';

/** Where things are found: for programs under `api`, for people under `web`. */
export interface Addresses {
  readonly web: string;
  readonly api: string;
  repositoryWeb(repository: RepositoryRecord): string;
  repositoryApi(repository: RepositoryRecord): string;
  userWeb(user: UserRecord): string;
  userApi(user: UserRecord): string;
}

export function addressesAt(web: string): Addresses {
  const api = `${web}/api/v3`;
  return {
    web,
    api,
    repositoryWeb: ({ owner, name }) => `${web}/${owner}/${name}`,
    repositoryApi: ({ owner, name }) => `${api}/repos/${owner}/${name}`,
    userWeb: ({ login, type }) =>
      type === 'Bot' ? `${web}/apps/${login.replace('[bot]', '')}` : `${web}/${login}`,
    userApi: ({ login }) => `${api}/users/${encodeURIComponent(login)}`,
  };
}

/** An opaque id as GraphQL knows it, from a kind and a number. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`;
}

/** The number in a node id of that kind; undefined if it is of another. */
export function idOfNode(kind: string, node: string): number | undefined {
  if (!node.startsWith(`${kind}_`)) return undefined;
  const [name, id] = Buffer.from(node.slice(kind.length + 1), 'base64url')
    .toString()
    .split(':');
  return name === kind ? Number(id) : undefined;
}
