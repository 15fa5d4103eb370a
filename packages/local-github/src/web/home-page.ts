import type { Reply } from '../http/reply.ts';
import type { RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { markup } from './markup.ts';
import { isBusy, overview } from './overview.ts';
import { type PageContext, page } from './page.ts';

/** Every repository, with all that it has come to hold. */
export async function homePage(context: PageContext): Promise<Reply> {
  const repositories = context.state.repositories.all();
  const parts = repositories.map(async (repository) => [
    heading(context, repository),
    await overview(context, repository),
  ]);
  const nothing = markup`<p class="soft">There is no repository yet.</p>`;
  const content = repositories.length === 0 ? nothing : await Promise.all(parts);
  const busy = repositories.some((repository) => isBusy(context, repository));
  return page('GitHub on loopback', undefined, content, { busy });
}

function heading({ state }: PageContext, repository: RepositoryRecord) {
  const open = state.pulls.list(repository).filter((pull) => pull.state === 'open').length;
  return markup`<h1><a href="/${fullName(repository)}">${fullName(repository)}</a> <small>${open} open pull request${open === 1 ? '' : 's'}</small></h1>`;
}
