import { Failure } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';

/** What stands for the repository itself where a remote is meant. */
export const thisRepository = '.';

/**
 * The remote whose refs hold the runs of main, and whose main a change leaves: the named one, else `origin`, else the only
 * one; a repository without any keeps its runs itself.
 *
 * @throws Failure `usage` where it is not clear which remote is meant
 */
export async function remoteOf(repository: Repository, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const remotes = await repository.remotes();
  if (remotes.includes('origin')) return 'origin';
  const [only, ...more] = remotes;
  if (only === undefined) return thisRepository;
  if (more.length === 0) return only;
  throw new Failure(
    'usage',
    `which remote holds the runs of main? none is called origin; say --remote with one of ${remotes.join(', ')}`,
  );
}
