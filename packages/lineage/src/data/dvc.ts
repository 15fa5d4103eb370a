import type { SourceFile } from '../read/source-text.ts';
import { type DataId, unknownData } from './data-id.ts';
import { readDvcFile } from './dvc-file.ts';
import { dvcLockStages, findOutput, readDvcLock } from './dvc-lock.ts';
import { dvcDataId } from './dvc-output.ts';
import { foldersAround } from './repository-path.ts';

/** Bytes of a file of the repository; undefined where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/**
 * The id of what `data.train.dvc` names: a `.dvc` file, a stage (`dvc.yaml:train`, `dvc.lock:train`), or the data's own
 * path, which is looked for in `<path>.dvc`, then in the `.dvc` files and the `dvc.lock` of the folders around it.
 */
export async function resolveDvc(name: string, readFile: ReadFile): Promise<DataId> {
  const source = async (path: string): Promise<SourceFile | undefined> => {
    const bytes = await readFile(path);
    return bytes === undefined ? undefined : { path, bytes };
  };
  const [, folder = '', stage] = /^(.*\/)?dvc\.(?:yaml|lock):(.+)$/.exec(name) ?? [];
  if (stage !== undefined) {
    const lock = await source(`${folder}dvc.lock`);
    return lock === undefined
      ? unknownData('dvc', `there is no ${folder}dvc.lock: run \`dvc repro\`, and commit it`)
      : readDvcLock(lock, { stage });
  }
  if (name.endsWith('.dvc')) {
    const file = await source(name);
    return file === undefined ? unknownData('dvc', `there is no ${name}`) : readDvcFile(file);
  }
  const path = name.replace(/\/+$/, '');
  const own = await source(`${path}.dvc`);
  if (own !== undefined) return readDvcFile(own);
  for (const around of foldersAround(path)) {
    const lock = await source(around === '' ? 'dvc.lock' : `${around}/dvc.lock`);
    const outputs = lock === undefined ? [] : dvcLockStages(lock).flatMap((one) => one.outputs);
    const output = lock === undefined ? undefined : findOutput(outputs, lock.path, path);
    if (lock !== undefined && output !== undefined) return dvcDataId([output], lock.path);
    const tracked = around === '' ? undefined : await source(`${around}.dvc`);
    if (tracked !== undefined) return readDvcFile(tracked);
  }
  return unknownData('dvc', `neither ${path}.dvc nor a dvc.lock records ${path}`);
}
