import { posix } from 'node:path';
import { pathMatcher } from '@weighbridge/contract';
import type { Stage } from '../dockerfile/dockerfile.ts';

/**
 * Whether one of the stages takes the lockfile from the context: by COPY or ADD of it, of a folder around it or by a
 * pattern, or because a RUN names it (a bind mount). `lock` is relative to the context.
 */
export function isLockUsed(stages: readonly Stage[], lock: string): boolean {
  const name = posix.basename(lock);
  return stages.some(
    ({ copies, runs }) =>
      copies.some(({ sources }) => sources.some((source) => takes(source, lock))) ||
      runs.some(({ lines }) => lines.some(({ text }) => text.includes(name))),
  );
}

function takes(source: string, lock: string): boolean {
  const clean = posix.normalize(source).replace(/^\/+|\/+$/g, '');
  if (clean === '' || clean === '.' || source.includes('$')) return true; // what a variable names is not known
  return pathMatcher([clean])(lock) || lock.startsWith(`${clean}/`);
}
