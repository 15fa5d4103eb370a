import type { KeyFile, ModelKeyParts } from '../manifest.ts';
import { compareText } from './canonical-json.ts';

export interface FileChange {
  readonly path: string;
  readonly how: 'changed' | 'added' | 'removed';
}

/** Paths of the files by which two models differ, sorted. */
export function changedFiles(before: ModelKeyParts, after: ModelKeyParts): readonly string[] {
  return modelFileChanges(before, after).map((change) => change.path);
}

/** The same, with what happened to each. Parameter files and prompts count once, also where `paths` holds them too. */
export function modelFileChanges(before: ModelKeyParts, after: ModelKeyParts): readonly FileChange[] {
  const all = (parts: ModelKeyParts) => [...parts.files, ...parts.params, ...parts.prompts];
  const membership = (['files', 'params', 'prompts'] as const).flatMap((part) =>
    fileChanges(before[part], after[part]),
  );
  const changes = fileChanges(all(before), all(after));
  const known = new Set(changes.map((change) => change.path));
  // A file that moved between the lists alone changes the key too.
  const moved = new Map(
    membership.filter((change) => !known.has(change.path)).map((change) => [change.path, change]),
  );
  return [...changes, ...[...moved.keys()].map((path): FileChange => ({ path, how: 'changed' }))].sort(
    (a, b) => compareText(a.path, b.path),
  );
}

/** What differs between two lists of files, by path. */
export function fileChanges(before: readonly KeyFile[], after: readonly KeyFile[]): readonly FileChange[] {
  const old = new Map(before.map((file) => [file.path, file]));
  const young = new Map(after.map((file) => [file.path, file]));
  const changes: FileChange[] = [];
  for (const [path, file] of young) {
    const was = old.get(path);
    if (was === undefined) {
      changes.push({ path, how: 'added' });
    } else if (was.oid !== file.oid || was.executable !== file.executable) {
      changes.push({ path, how: 'changed' });
    }
  }
  for (const path of old.keys()) {
    if (!young.has(path)) {
      changes.push({ path, how: 'removed' });
    }
  }
  return changes.sort((a, b) => compareText(a.path, b.path));
}
