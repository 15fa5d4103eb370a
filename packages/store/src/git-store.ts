import { Failure } from '@weighbridge/contract';
import type { Repository, TreeEntry } from '@weighbridge/git';
import { DamagedRun } from './damaged-run.ts';
import { newRunFiles } from './new-run-files.ts';
import { type ReadSettings, readRun } from './read-run.ts';
import type { ContentEntry, RunContent } from './run-content.ts';
import { assertModelName, newerFirst, parseRunPath, prunable, type RunRef, runPath } from './run-ref.ts';
import type { NewRun, RunStore, StoredRun, StoredTrust, StoreOptions } from './run-store.ts';

/** Refs that one push deletes; a command line has its limits, and so has a server's patience. */
const refsPerPush = 50;

/**
 * Runs of main as refs of a remote: `<prefix>/runs/<model>/<model key, 12>/<sha, 12>-<run>-<attempt>`, each a commit without
 * parents. Creating a ref is the compare-and-swap, so any number of writers lose nothing. Throws a Failure for a prefix that no ref can have.
 */
export function gitStore(
  repository: Repository,
  remote: string,
  prefix: string,
  options: StoreOptions = {},
): RunStore {
  assertPrefix(prefix);
  const root = `${prefix}/runs/`;
  const trust = options.trust ?? ['main', 'local'];
  const list = async (model: string): Promise<readonly RunRef[]> => {
    assertModelName(model);
    const refs = await repository.lsRemote(remote, [`${root}${model}/`]);
    return refs.flatMap(({ ref, oid }) => runRef(root, ref, oid)).sort(newerFirst);
  };
  return {
    list,
    prefetch: (refs) => fetchMissing(repository, remote, refs),
    read: (ref, readOptions) => read(repository, remote, ref, { trust, options: readOptions }),
    write: (run) => write(repository, remote, root, run, trust),
    async prune(model, keep, keepAlways) {
      const pruned = prunable(await list(model), keep, keepAlways);
      const deleted: RunRef[] = [];
      for (let start = 0; start < pruned.length; start += refsPerPush) {
        deleted.push(...(await deleteRefs(repository, remote, pruned.slice(start, start + refsPerPush))));
      }
      return deleted;
    },
  };
}

function assertPrefix(prefix: string): void {
  if (/^refs(\/[A-Za-z0-9_][A-Za-z0-9_-]*)+$/.test(prefix)) return;
  throw new Failure(
    'config',
    `\`store.prefix\` is ${JSON.stringify(prefix)}; expected a name such as refs/weighbridge or refs/heads/weighbridge`,
  );
}

function runRef(root: string, ref: string, oid: string): readonly RunRef[] {
  const parsed = ref.startsWith(root) ? parseRunPath(ref.slice(root.length)) : undefined;
  return parsed === undefined ? [] : [{ ...parsed, name: ref, oid }];
}

async function fetchMissing(repository: Repository, remote: string, refs: readonly RunRef[]): Promise<void> {
  const here = await Promise.all(refs.map(({ oid }) => oid !== undefined && repository.hasObject(oid)));
  await repository.fetchObjects(
    remote,
    refs.filter((_, index) => here[index] !== true).map(({ name }) => name),
  );
}

async function read(
  repository: Repository,
  remote: string,
  ref: RunRef,
  settings: Omit<ReadSettings, 'remedy'>,
): Promise<StoredRun> {
  const oid =
    ref.oid ??
    (await repository.lsRemote(remote, [ref.name])).find(({ ref: name }) => name === ref.name)?.oid;
  if (oid === undefined)
    throw new Failure('usage', `there is no stored run ${ref.name} on ${remote}; it may have been pruned`);
  await fetchMissing(repository, remote, [{ ...ref, oid }]);
  if (!(await repository.hasObject(oid))) {
    throw new Failure('infrastructure', `${ref.name} was moved on ${remote} while it was read; run it again`);
  }
  const remedy = `git push ${remote} :${ref.name}`;
  const commit = await repository.readCommit(oid);
  if (commit === undefined) throw new DamagedRun(ref, 'it is no commit', remedy);
  if (commit.parents.length > 0)
    throw new DamagedRun(ref, 'its commit has parents, and a run has none', remedy);
  return readRun({ ...ref, oid }, treeContent(repository, commit.entries), { ...settings, remedy });
}

function treeContent(repository: Repository, entries: readonly TreeEntry[]): RunContent {
  const oidOf = (path: string): string => entries.find((entry) => entry.path === path)?.oid ?? '';
  return {
    entries: entries.map(({ path, mode, size }) => ({ path, kind: kindOf(mode), bytes: size })),
    read: (path, maxBytes) => repository.readBlob(oidOf(path), maxBytes),
    open: (path) => repository.streamBlob(oidOf(path)),
  };
}

function kindOf(mode: string): ContentEntry['kind'] {
  switch (mode) {
    case '100644':
      return 'file';
    case '100755':
      return 'program';
    case '120000':
      return 'symbolic link';
    case '040000':
      return 'folder';
    case '160000':
      return 'submodule';
    default:
      return 'special file';
  }
}

async function write(
  repository: Repository,
  remote: string,
  root: string,
  run: NewRun,
  trust: readonly StoredTrust[],
): ReturnType<RunStore['write']> {
  const path = runPath(run.evidence);
  const ref = `${root}${path}`;
  const files = await newRunFiles(run, trust);
  const oid = await repository.createCommit({
    files: files.map(({ path: name, data }) => ({
      path: name,
      data: typeof data === 'function' ? data() : data,
    })),
    message: `Weighbridge run ${path}`,
    at: new Date(run.evidence.createdAt),
  });
  const [result] = await repository.pushRefs(remote, [{ ref, oid, expect: 'absent' }]);
  const [stored] = runRef(root, ref, oid);
  if (result === undefined || stored === undefined) throw new Error(`${ref} is not the name of a run`);
  if (result.status === 'stale') {
    throw new Failure(
      'usage',
      `${ref} is stored already with other content, and a run is stored once; if this one is right, delete the other with \`git push ${remote} :${ref}\` and record it again`,
    );
  }
  if (result.status === 'rejected')
    throw new Failure('infrastructure', `the run was not stored as ${ref}: ${result.reason}`);
  return { ref: stored, created: result.status === 'created' };
}

/** Deletes refs that are still what they were when listed; one that another prune took is no fault. */
async function deleteRefs(
  repository: Repository,
  remote: string,
  refs: readonly RunRef[],
): Promise<readonly RunRef[]> {
  const updates = refs.flatMap(({ name, oid }) =>
    oid === undefined ? [] : [{ ref: name, oid: null, expect: oid }],
  );
  const results = await repository.pushRefs(remote, updates);
  const rejected = results.find(({ status }) => status === 'rejected');
  if (rejected !== undefined)
    throw new Failure('infrastructure', `${rejected.ref} could not be pruned: ${rejected.reason}`);
  const deleted = new Set(results.filter(({ status }) => status === 'deleted').map(({ ref }) => ref));
  return refs.filter(({ name }) => deleted.has(name));
}
