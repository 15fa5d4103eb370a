import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { readMustPass } from '@weighbridge/results';
import type { FoundExamples } from './find-examples.ts';
import { folderOf } from './path-parts.ts';
import type { Surroundings } from './surroundings.ts';

/** A list of examples that may never fail, where each of its ids is one of an example. */
export async function findMustPass(
  { paths, root }: Surroundings,
  examples: FoundExamples,
): Promise<{ readonly found: string | undefined; readonly problems: readonly string[] }> {
  const lists = paths.filter((path) => /(?:^|\/)must[-_]?pass(?:\.(?:txt|ids))?$/i.test(path));
  for (const path of lists) {
    const ids = await readMustPass(join(root, path)).catch((error: unknown) => {
      if (error instanceof Failure) return [];
      throw error;
    });
    const isOfThese = ids.length > 0 && ids.every((id) => examples.file.keys.has(id));
    if (isOfThese) return { found: path, problems: [] };
  }
  // One beside the examples was meant for them.
  const beside = lists.filter((path) => folderOf(path) === folderOf(examples.path));
  return {
    found: undefined,
    problems: beside.map((path) => `${path} was left out: it does not name examples of ${examples.path}.`),
  };
}
