import { posix } from 'node:path';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { Needed } from '../dockerfile/needed-stages.ts';
import { pinnedDigest } from '../inputs/resolve-bases.ts';
import { lockAge, manifestOf, type TextFile } from './lock-freshness.ts';
import { isLockUsed } from './lock-use.ts';
import type { PinWarning } from './pin-warning.ts';
import { unpinnedNames } from './pip-names.ts';

/** What the checks look at; all paths are relative to the repository's root. */
export interface PinRequest {
  readonly dockerfile: Dockerfile;
  readonly needed: Needed;
  /** The build context's folder; `.` for the root. */
  readonly context: string;
  /** Lockfiles that the policy names; `text` is undefined where there is none. */
  readonly locks: readonly { readonly path: string; readonly text: string | undefined }[];
  /** Manifests that lie beside them, as far as they are there; see `manifestOf`. */
  readonly manifests: readonly TextFile[];
  /**
   * Whether the last commit that touched `path` came after the last one that touched `other`; undefined where history does
   * not tell (shallow clone, not committed, one commit).
   */
  readonly isNewer?: (path: string, other: string) => boolean | undefined;
  /** Whether the repository's `.git` lies in the context and no ignore file leaves it out. */
  readonly historyInContext?: boolean;
}

/** Everything by which the image could become another one without a change in the repository, in the order of the file. */
export function checkPins(request: PinRequest): readonly PinWarning[] {
  return [
    ...bases(request),
    ...pipInstalls(request),
    ...request.locks.flatMap((lock) => lockWarnings(lock, request)),
    ...history(request),
  ];
}

function bases({ needed }: PinRequest): readonly PinWarning[] {
  return needed.images
    .filter(({ ref }) => pinnedDigest(ref) === undefined)
    .map(({ ref, where }) => ({
      pin: 'base-without-digest',
      message: `${ref} has no digest, so it can be another image tomorrow: write ${ref}@sha256:…`,
      where,
    }));
}

function pipInstalls({ needed, dockerfile }: PinRequest): readonly PinWarning[] {
  return needed.stages
    .flatMap(({ runs }) => runs.flatMap(unpinnedNames))
    .map(({ name, line }) => ({
      pin: 'pip-unpinned',
      message: `pip installs ${name} in whatever version there is that day: name a version (==), or install from a lockfile`,
      where: { file: dockerfile.file, line },
    }));
}

function lockWarnings(lock: PinRequest['locks'][number], request: PinRequest): readonly PinWarning[] {
  const { path, text } = lock;
  const where = { file: path };
  if (text === undefined) {
    return [{ pin: 'lock-missing', message: `there is no lockfile ${path}: make it and commit it`, where }];
  }
  return [...staleness({ path, text }, request), ...use(path, request)];
}

function staleness(lock: TextFile, { manifests, isNewer }: PinRequest): readonly PinWarning[] {
  const name = manifestOf(lock.path);
  const manifest = manifests.find(({ path }) => path === name);
  if (manifest === undefined) return [];
  const age = lockAge(lock, manifest);
  const why =
    age === undefined
      ? isNewer?.(manifest.path, lock.path)
        ? `${manifest.path} was committed after it`
        : undefined
      : age === 'fresh'
        ? undefined
        : age.stale;
  if (why === undefined) return [];
  const message = `it was not made from ${manifest.path} as it is now (${why}): lock again and commit it`;
  return [{ pin: 'lock-stale', message, where: { file: lock.path } }];
}

function use(path: string, { needed, context, dockerfile }: PinRequest): readonly PinWarning[] {
  const inContext = posix.relative(context, path);
  const outside = inContext.startsWith('../');
  if (!outside && isLockUsed(needed.stages, inContext)) return [];
  const why = outside
    ? 'it lies outside of the build context'
    : `nothing that ${dockerfile.file} builds takes it`;
  const message = `${path} has no part in the image: ${why}, so what is installed is not what it says`;
  return [{ pin: 'lock-unused', message, where: { file: dockerfile.file, line: 1 } }];
}

function history({ historyInContext, dockerfile }: PinRequest): readonly PinWarning[] {
  if (historyInContext !== true) return [];
  const message =
    '.git is part of the build context: COPY of the folder puts history into the image, which the key does not count, and breaks the layer cache: add .git to .dockerignore';
  return [{ pin: 'history-in-context', message, where: { file: dockerfile.file } }];
}
