import { type FileChange, fileChanges, groupChanges } from '@weighbridge/contract';
import type { ImageInputs, InputFile, ResolvedBase } from './image-inputs.ts';

/**
 * What two images' inputs differ by, a few words each: `requirements.lock`, `the base digest of python:3.12`,
 * `build argument CUDA (11 → 12)`; [] where they are equal. See `becauseOf` for the sentence.
 */
export function explainInputs(before: ImageInputs, after: ImageInputs): readonly string[] {
  const dockerfile = before.dockerfile === after.dockerfile ? [] : ['the Dockerfile'];
  return [
    ...groupChanges(changedFiles(before, after)),
    ...dockerfile,
    ...explainBases(before.bases, after.bases),
    ...explainArgs(before.buildArgs, after.buildArgs),
    ...explainValue('the target', before.target, after.target),
    ...explainValue('the platforms', before.platforms.join(', '), after.platforms.join(', ')),
  ];
}

/** `requirements.lock and the base digest of python:3.12 changed`; empty where there is no reason. */
export function becauseOf(reasons: readonly string[]): string {
  const last = reasons.at(-1);
  if (last === undefined) return '';
  const rest = reasons.slice(0, -1);
  return `${rest.length === 0 ? last : `${rest.join(', ')} and ${last}`} changed`;
}

/** The Dockerfile and lockfiles also lie in the context, mostly: each is named once. */
function changedFiles(before: ImageInputs, after: ImageInputs): readonly FileChange[] {
  const context = fileChanges(before.files.map(keyFile), after.files.map(keyFile));
  const was = new Map(before.files.map((file) => [file.path, file.oid]));
  const is = new Map(after.files.map((file) => [file.path, file.oid]));
  const isDockerfile = ({ path }: FileChange) =>
    before.dockerfile !== after.dockerfile &&
    was.get(path) === before.dockerfile &&
    is.get(path) === after.dockerfile;
  const named = context.filter((change) => !isDockerfile(change));
  const locks = fileChanges(before.locks.map(keyFile), after.locks.map(keyFile)).filter(
    ({ path }) => !named.some((change) => path === change.path || path.endsWith(`/${change.path}`)),
  );
  return [...locks, ...named];
}

function keyFile({ path, oid, mode }: InputFile) {
  const kind = mode === 'link' || mode === 'lfs-pointer' ? `${mode} ${oid}` : oid;
  return { path, oid: kind, executable: mode === 'executable' };
}

function explainBases(before: readonly ResolvedBase[], after: readonly ResolvedBase[]): readonly string[] {
  const keyOf = ({ ref, platform }: ResolvedBase) => `${ref} ${platform}`;
  const was = new Map(before.map((base) => [keyOf(base), base]));
  const is = new Map(after.map((base) => [keyOf(base), base]));
  const words = [...is].flatMap(([key, base]) => {
    const old = was.get(key);
    if (old === undefined) return [`the base ${base.ref} (added)`];
    return old.digest === base.digest ? [] : [`the base digest of ${base.ref}`];
  });
  const gone = [...was].flatMap(([key, base]) => (is.has(key) ? [] : [`the base ${base.ref} (removed)`]));
  return [...new Set([...words, ...gone])];
}

type Arguments = Readonly<Record<string, string>>;

function explainArgs(before: Arguments, after: Arguments): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) =>
    explainValue(`build argument ${name}`, before[name] ?? null, after[name] ?? null),
  );
}

const maxShownChars = 60;

function explainValue(name: string, before: string | null, after: string | null): readonly string[] {
  if (before === after) return [];
  const shown = (value: string | null) =>
    value === null ? 'none' : value.length > maxShownChars ? `${value.slice(0, maxShownChars)}…` : value;
  return [`${name} (${shown(before)} → ${shown(after)})`];
}
