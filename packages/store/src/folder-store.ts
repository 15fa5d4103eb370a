import { join } from 'node:path';
import { folderContent, folderEntries } from './folder-content.ts';
import { namesIn } from './folder-names.ts';
import { remove, removeLeftovers, writeOnce } from './folder-writes.ts';
import { newRunFiles } from './new-run-files.ts';
import { readRun } from './read-run.ts';
import { assertModelName, newerFirst, parseRunPath, prunable, type RunRef, runPath } from './run-ref.ts';
import type { RunStore, StoreOptions } from './run-store.ts';

/**
 * The same in a folder, for use on one machine: `<dir>/<model>/<model key, 12>/<sha, 12>-<run>-<attempt>/`. A run appears and
 * disappears by one rename, so readers and other writers never see half of it.
 */
export function folderStore(dir: string, options: StoreOptions = {}): RunStore {
  const trust = options.trust ?? ['main', 'local'];
  const list = (model: string): Promise<readonly RunRef[]> => listFolder(dir, model);
  return {
    list,
    prefetch: async () => undefined,
    async read(ref, readOptions) {
      const entries = await folderEntries(ref.name);
      return readRun(ref, folderContent(ref.name, entries), {
        trust,
        options: readOptions,
        remedy: `rm -r ${JSON.stringify(ref.name)}`,
      });
    },
    async write(run) {
      const files = await newRunFiles(run, trust);
      const name = join(dir, runPath(run.evidence));
      const ref = runRef(dir, runPath(run.evidence));
      if (ref === undefined) throw new Error(`no run can be named ${name}`);
      const created = await writeOnce(dir, name, files, run);
      return { ref, created };
    },
    async prune(model, keep, keepAlways) {
      const deleted: RunRef[] = [];
      for (const ref of prunable(await list(model), keep, keepAlways))
        if (await remove(dir, ref.name)) deleted.push(ref);
      await removeLeftovers(dir);
      return deleted;
    },
  };
}

function runRef(dir: string, path: string): RunRef | undefined {
  const parsed = parseRunPath(path);
  return parsed === undefined ? undefined : { ...parsed, name: join(dir, path) };
}

async function listFolder(dir: string, model: string): Promise<readonly RunRef[]> {
  assertModelName(model);
  const refs: RunRef[] = [];
  for (const key of await namesIn(join(dir, model))) {
    for (const run of await namesIn(join(dir, model, key)))
      refs.push(...[runRef(dir, `${model}/${key}/${run}`) ?? []].flat());
  }
  return refs.sort(newerFirst);
}
