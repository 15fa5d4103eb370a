import { statfsSync } from 'node:fs';
import { formatBytes } from '../facts/diff-images.ts';

/** Free bytes where this folder lies; undefined where it is not on this machine. */
export function freeBytesOf(folder: unknown): number | undefined {
  if (typeof folder !== 'string' || folder === '') return undefined;
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** How much more than the image itself a build takes: layers, the context, the cache. A measure of experience. */
const buildFactor = 2.5;
const leastFreeBytes = 2_000_000_000;

/**
 * A sentence where a build may not fit: `expected` is the size of the image as it was last, where it is known. Undefined
 * where there is room, or nobody could measure.
 */
export function shortOfSpace(free: number | undefined, expected: number | undefined): string | undefined {
  if (free === undefined) return undefined;
  const wanted = Math.max(leastFreeBytes, (expected ?? 0) * buildFactor);
  if (free >= wanted) return undefined;
  const why = expected === undefined ? '' : `, for the image takes ${formatBytes(expected)}`;
  return `only ${formatBytes(free)} are free where the engine keeps images, and the build may need ${formatBytes(wanted)}${why}`;
}

/** What takes the space, and what to do; for the reader of a failure. */
export async function spaceAdvice(
  engine: string,
  report: () => Promise<readonly string[]>,
  prune: string,
): Promise<readonly string[]> {
  const lines = await report().catch(() => []);
  return [
    ...(lines.length === 0
      ? []
      : [`What ${engine} keeps:`, ...lines.filter((line) => line.trim() !== '').slice(0, 20)]),
    `What to do: remove what is not used (${prune}), or use a runner with a larger disk; on GitHub's runners a step before this one can remove toolchains that the job does not need (/usr/share/dotnet, /usr/local/lib/android, /opt/ghc)`,
  ];
}

/** A fault with the advice behind its reason, where the disk is full. */
export async function withAdvice<Fault extends { readonly kind: string; readonly reason: string }>(
  fault: Fault,
  advice: () => Promise<readonly string[]>,
): Promise<Fault> {
  return fault.kind === 'no-space'
    ? { ...fault, reason: [fault.reason, ...(await advice())].join('\n') }
    : fault;
}
