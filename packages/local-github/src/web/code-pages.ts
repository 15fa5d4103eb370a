import { listRefs, readBlob, resolve } from '../git/bare-repository.ts';
import { changedFiles } from '../git/changed-files.ts';
import { commits } from '../git/history.ts';
import type { Reply } from '../http/reply.ts';
import type { RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { changedFilesBox } from './changed-files-box.ts';
import { commitList } from './conversation.ts';
import { markup } from './markup.ts';
import { isBusy, overview } from './overview.ts';
import { type PageContext, page, titleText } from './page.ts';
import { ago } from './when.ts';

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export async function repositoryPage(context: PageContext, repository: RepositoryRecord): Promise<Reply> {
  const { state } = context;
  const gitDir = state.repositories.gitDir(repository);
  const tip = await resolve(gitDir, `refs/heads/${repository.defaultBranch}`);
  const history = tip === undefined ? [] : await commits(gitDir, tip, 20);
  const refs = [...(await listRefs(gitDir)).keys()].filter((ref) => /^refs\/(heads|tags)\//.test(ref));
  const content = [
    markup`<h1>${fullName(repository)}</h1><p class="soft">${repository.description}</p>
<p>${refs.map((ref) => markup`<span class="branch">${ref.replace(/^refs\/(heads|tags)\//, '')}</span> `)}</p>
<h2>Newest commits of ${repository.defaultBranch}</h2><div class="commits">${commitList(context, repository, history)}</div>`,
    await overview(context, repository),
  ];
  return page(fullName(repository), repository, content, { busy: isBusy(context, repository) });
}

export async function commitPage(
  context: PageContext,
  repository: RepositoryRecord,
  sha: string,
): Promise<Reply | undefined> {
  const gitDir = context.state.repositories.gitDir(repository);
  const id = await resolve(gitDir, `${sha}^{commit}`);
  const [commit] = id === undefined ? [] : await commits(gitDir, id, 1);
  if (commit === undefined) return undefined;
  const files = await changedFiles(gitDir, commit.parents[0] ?? emptyTree, commit.sha);
  const text = commit.message.split('\n').slice(1).join('\n').trim();
  return page(commit.subject, repository, [
    markup`<h1>${titleText(commit.subject)}</h1>${text !== '' && markup`<pre>${text}</pre>`}
<div class="meta"><b>${commit.author.name}</b> committed ${ago(commit.committer.date, context.now)} <span class="sha">${commit.sha}</span></div>`,
    changedFilesBox(files),
  ]);
}

export async function filePage(
  { state }: PageContext,
  repository: RepositoryRecord,
  rest: string,
): Promise<Reply | undefined> {
  const gitDir = state.repositories.gitDir(repository);
  // A branch may hold slashes: the shortest name that is a revision wins.
  const parts = rest.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const commit = await resolve(gitDir, `${parts.slice(0, length).join('/')}^{commit}`);
    const path = parts.slice(length).join('/');
    const content = commit && (await readBlob(gitDir, commit, path));
    if (content === undefined || content === '') continue;
    const text = content.includes(0) ? 'A binary file.' : content.subarray(0, 1_000_000).toString();
    return page(
      path,
      repository,
      markup`<h1>${path}</h1><section class="box"><pre class="file">${text}</pre></section>`,
    );
  }
  return undefined;
}
