import type { Repository } from '@weighbridge/git';

/** The branch that runs of main come from, as far as this clone knows; no network is asked. */
export async function defaultBranch(repository: Repository): Promise<string> {
  const [remote = 'origin'] = await repository.remotes();
  const noted = await repository.notedDefaultBranch(remote);
  if (noted !== undefined) return noted;
  const current = await repository.currentBranch();
  const usual = ['main', 'master', 'trunk'];
  if (current !== undefined && usual.includes(current)) return current;
  for (const name of usual) {
    const refs = [`refs/heads/${name}`, `refs/remotes/${remote}/${name}`];
    const found = await Promise.all(refs.map((ref) => repository.revParse(ref)));
    if (found.some((sha) => sha !== undefined)) return name;
  }
  return current ?? 'main';
}
