import { join } from 'node:path';
import { createBare, importRefs, listRefs, zeroSha } from '../git/bare-repository.ts';
import type { PushCommand } from '../git/push-command.ts';
import type { RepositoryRecord, Role, Ruleset } from './records.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly description?: string;
  /** A clone whose branches and tags it begins with. */
  readonly from?: string;
}

export interface Repositories {
  create(wanted: NewRepository): Promise<RepositoryRecord>;
  /** A copy under another owner, with a bare repository of its own. */
  fork(repository: RepositoryRecord, owner: string): Promise<RepositoryRecord>;
  /** By `owner/name`, in any case, or by id. */
  find(name: string | number): RepositoryRecord | undefined;
  /** As `find`; throws where there is none. */
  get(name: string | number): RepositoryRecord;
  all(): readonly RepositoryRecord[];
  /** The bare repository. */
  gitDir(repository: RepositoryRecord): string;
  setPermission(repository: RepositoryRecord, login: string, role: Role | undefined): void;
  /** What somebody may do: as owner, as collaborator, else read where everybody may read, else nothing. */
  permission(repository: RepositoryRecord, login: string): Role | undefined;
  addRuleset(repository: RepositoryRecord, ruleset: Ruleset): void;
  /** Takes branches and tags of a clone, past all rules. Gives the refs that moved. */
  importFrom(
    repository: RepositoryRecord,
    clone: string,
    refspecs?: readonly string[],
  ): Promise<readonly PushCommand[]>;
}

export const fullName = ({ owner, name }: { owner: string; name: string }): string => `${owner}/${name}`;

export function repositoriesOf(store: Store, users: Users): Repositories {
  const { repositories } = store.records;
  const find = (wanted: string | number): RepositoryRecord | undefined =>
    repositories.find((one) =>
      typeof wanted === 'number' ? one.id === wanted : fullName(one).toLowerCase() === wanted.toLowerCase(),
    );
  const gitDir = ({ owner, name }: RepositoryRecord): string =>
    join(store.folder, 'repositories', owner, `${name}.git`);
  const add = async (wanted: NewRepository, parent: RepositoryRecord | null): Promise<RepositoryRecord> => {
    if (!/^[\w.-]+$/.test(wanted.name))
      throw new Error(`${JSON.stringify(wanted.name)} cannot be a repository's name`);
    if (find(fullName(wanted)) !== undefined)
      throw new Error(`repository ${fullName(wanted)} is already there`);
    users.ensure(wanted.owner);
    const at = store.timestamp();
    const repository: RepositoryRecord = {
      id: store.nextId(),
      owner: wanted.owner,
      name: wanted.name,
      private: wanted.private ?? false,
      description: wanted.description ?? null,
      defaultBranch: wanted.defaultBranch ?? 'main',
      parent: parent?.id ?? null,
      createdAt: at,
      pushedAt: at,
      lastNumber: 0,
      lastRunNumber: 0,
      collaborators: {},
      rulesets: [],
    };
    await createBare(gitDir(repository), repository.defaultBranch, wanted.from);
    repositories.push(repository);
    store.touch();
    return repository;
  };
  return {
    find,
    gitDir,
    all: () => repositories,
    create: (wanted) => add(wanted, null),
    get(wanted) {
      const repository = find(wanted);
      if (repository === undefined) throw new Error(`there is no repository ${wanted}`);
      return repository;
    },
    fork(repository, owner) {
      const { name, private: hidden, defaultBranch } = repository;
      return add({ owner, name, private: hidden, defaultBranch, from: gitDir(repository) }, repository);
    },
    setPermission(repository, login, role) {
      users.ensure(login);
      if (role === undefined) delete repository.collaborators[login];
      else repository.collaborators[login] = role;
      store.touch();
    },
    permission(repository, login) {
      if (login.toLowerCase() === repository.owner.toLowerCase()) return 'admin';
      return repository.collaborators[login] ?? (repository.private ? undefined : 'read');
    },
    addRuleset(repository, ruleset) {
      if (ruleset.bypass?.includes('github-actions[bot]')) {
        throw new Error(
          'github-actions[bot] cannot pass a ruleset: GitHub does not offer it as a bypass actor',
        );
      }
      repository.rulesets.push(ruleset);
      store.touch();
    },
    async importFrom(repository, clone, refspecs) {
      const before = await listRefs(gitDir(repository));
      await importRefs(gitDir(repository), clone, refspecs);
      const after = await listRefs(gitDir(repository));
      return movedRefs(before, after);
    },
  };
}

function movedRefs(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly PushCommand[] {
  const refs = new Set([...before.keys(), ...after.keys()]);
  return [...refs].flatMap((ref) => {
    const command = { ref, before: before.get(ref) ?? zeroSha, after: after.get(ref) ?? zeroSha };
    return command.before === command.after ? [] : [command];
  });
}
