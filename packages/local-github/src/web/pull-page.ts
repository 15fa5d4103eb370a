import { changedFiles } from '../git/changed-files.ts';
import { commits } from '../git/history.ts';
import { mergeBase } from '../git/merge-commit.ts';
import type { Reply } from '../http/reply.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import { changedFilesBox } from './changed-files-box.ts';
import { checksBox, pullChecks } from './checks-box.ts';
import { conversation } from './conversation.ts';
import { type Markup, markup } from './markup.ts';
import { type PageContext, page, person, titleText } from './page.ts';

/** A pull request as a person sees it: state, conversation, checks, files. */
export async function pullPage(
  context: PageContext,
  repository: RepositoryRecord,
  pull: PullRecord,
): Promise<Reply> {
  const { state } = context;
  const gitDir = state.repositories.gitDir(repository);
  const base = (await mergeBase(gitDir, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  const all = await commits(gitDir, `${base}..${pull.headSha}`);
  const files = await changedFiles(gitDir, base, pull.headSha);
  const from = state.repositories.get(pull.headRepository);
  const head = from.id === repository.id ? pull.headRef : `${from.owner}:${pull.headRef}`;
  const did = pull.mergedAt === null ? 'wants to merge' : 'merged';
  const who = pull.mergedBy ?? pull.author;
  const checks = pullChecks(context, repository, pull);
  const comments = state.comments.list(repository, pull.number).length;
  const tab = (href: string, name: string, count: number): Markup =>
    markup`<a href="${href}">${name} <span class="badge">${count}</span></a>`;
  const content = [
    markup`<h1>${titleText(pull.title)} <small>#${pull.number}</small></h1>
<div class="meta">${stateBadge(pull)}${person(who)} ${did} ${all.length} commit${all.length === 1 ? '' : 's'} into
<span class="branch">${pull.baseRef}</span> from <span class="branch">${head}</span>${pull.labels.map(
      (label) => markup` <span class="label">${label}</span>`,
    )}</div>
<nav class="tabs" aria-label="On this page">${tab('#conversation', 'Conversation', comments)}${tab('#checks', 'Checks', checks.length)}${tab('#files', 'Files changed', files.length)}</nav>
<div id="conversation"></div>`,
    conversation(context, repository, pull, all),
    checksBox(context, repository, pull),
    changedFilesBox(
      files,
      checks.flatMap(({ annotations, name, href }) =>
        annotations.map((annotation) => ({
          annotation,
          from: href === null ? name : markup`<a href="${href}">${name}</a>`,
        })),
      ),
    ),
  ];
  const busy = state.runs.checks(repository, pull.headSha).some(({ status }) => status !== 'completed');
  return page(`${pull.title} · Pull request #${pull.number}`, repository, content, { busy });
}

export function stateBadge(pull: PullRecord): Markup {
  if (pull.mergedAt !== null) return markup`<span class="state merged">Merged</span>`;
  if (pull.state === 'closed') return markup`<span class="state closed">Closed</span>`;
  return pull.draft
    ? markup`<span class="state draft">Draft</span>`
    : markup`<span class="state">Open</span>`;
}
