import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { readMustPass } from '@weighbridge/results';
import type { FoundExamples } from './find-examples.ts';
import type { Surroundings } from './surroundings.ts';

/** A list of examples that may never fail, where each of its ids is one of an example. */
export async function findMustPass(
  { paths, root }: Surroundings,
  examples: FoundExamples,
): Promise<{ readonly found: string | undefined; readonly problems: readonly string[] }> {
  const path = paths.find((other) => /(?:^|\/)must[-_]?pass(?:\.(?:txt|ids))?$/i.test(other));
  if (path === undefined) return { found: undefined, problems: [] };
  const ids = await readMustPass(join(root, path)).catch((error: unknown) => {
    if (error instanceof Failure) return [];
    throw error;
  });
  const absent = ids.filter((id) => !examples.file.keys.has(id));
  if (ids.length > 0 && absent.length === 0) return { found: path, problems: [] };
  return {
    found: undefined,
    problems: [`${path} was left out: it does not name examples of ${examples.path}.`],
  };
}
