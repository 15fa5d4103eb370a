import { compareText } from '../files/order.ts';
import { diffKeys } from '../params/diff-keys.ts';
import type { ManifestChange } from './manifest-change.ts';
import type { FullManifest } from './manifest-extras.ts';

/** How parameter files differ: by key where both sides have keys, else by file. */
export function diffParamValues(before: FullManifest, after: FullManifest): readonly ManifestChange[] {
  const [old, young] = [filesOf(before), filesOf(after)];
  return [...new Set([...old.keys(), ...young.keys()])].sort(compareText).flatMap((path) => {
    const [was, is] = [old.get(path), young.get(path)];
    if (was?.oid !== undefined && was.oid === is?.oid) return [];
    const changes = diffKeys(keysOf(was), keysOf(is)).map(
      (change): ManifestChange => ({
        part: 'params',
        name: `${path}: ${change.key}`,
        before: change.before,
        after: change.after,
        words: `${change.key} ${change.before ?? 'none'} → ${change.after ?? 'none'} (${path})`,
      }),
    );
    const shown = [was, is].every((file) => file === undefined || file.values !== null);
    // Without object ids (a file that is no parameter of the key) the values alone can tell.
    const unkeyed = was !== undefined && is !== undefined && was.oid === undefined && is.oid === undefined;
    if (unkeyed || (shown && changes.length > 0)) return shown ? changes : [];
    const how = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
    const words = `${path} ${how}${shown ? ', its values did not' : ''}`;
    return [{ part: 'params' as const, name: path, before: was?.oid ?? null, after: is?.oid ?? null, words }];
  });
}

interface ParamsFile {
  readonly oid: string | undefined;
  readonly values: Readonly<Record<string, string>> | null;
}

function filesOf(manifest: FullManifest): ReadonlyMap<string, ParamsFile> {
  const values = new Map((manifest.paramValues ?? []).map((file) => [file.path, file.values]));
  const files = new Map<string, ParamsFile>(
    manifest.modelKeyParts.params.map(({ path, oid }) => [path, { oid, values: values.get(path) ?? null }]),
  );
  for (const [path, known] of values)
    if (!files.has(path)) files.set(path, { oid: undefined, values: known });
  return files;
}

function keysOf(file: ParamsFile | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(file?.values ?? {}));
}
