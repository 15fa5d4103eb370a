import { gitIn, openRepository, type Repository, type RepositoryOptions } from './repository.ts';

/**
 * Makes an empty repository in a folder, with `origin` at `url`, and brings one commit there: its trees now, its files
 * when they are read. Nothing is checked out. Throws a Failure where the remote or the commit cannot be had.
 */
export async function openRemoteCommit(
  dir: string,
  remote: { readonly url: string; readonly commit: string },
  options: RepositoryOptions = {},
): Promise<Repository> {
  const git = gitIn(dir, options);
  await git.text({ args: ['init', '--quiet', '--template=', '.'] });
  await git.text({ args: ['remote', 'add', 'origin', remote.url] });
  const light = ['--depth=1', '--filter=blob:none', '--no-tags', '--refmap='];
  await git.remote('origin', { args: ['fetch', '--quiet', ...light, '--', 'origin', remote.commit] });
  return openRepository(dir, options);
}
