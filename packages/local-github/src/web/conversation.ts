import type { CommitSummary } from '../git/history.ts';
import { associationOf } from '../shape/association.ts';
import type { CommentRecord, PullEvent, PullRecord, RepositoryRecord } from '../state/records.ts';
import { type Content, type Markup, markup } from './markup.ts';
import { avatar, conversationMarkdown, type PageContext, person, shortSha } from './page.ts';
import { ago } from './when.ts';

/** What was said and what happened, oldest first. */
export function conversation(
  context: PageContext,
  repository: RepositoryRecord,
  pull: PullRecord,
  commits: readonly CommitSummary[],
): Content {
  const pushed = new Set(
    pull.events.flatMap(({ kind, detail }) => (kind === 'pushed' ? detail.split(' ') : [])),
  );
  const first = commits.filter(({ sha }) => !pushed.has(sha)).reverse();
  const entries = [
    ...context.state.comments
      .list(repository, pull.number)
      .map((comment) => ({ at: comment.createdAt, content: commentBox(context, repository, pull, comment) })),
    ...pull.events.map((event) => ({
      at: event.at,
      content: eventLine(context, repository, event, commits),
    })),
  ];
  entries.sort((one, other) => one.at.localeCompare(other.at));
  const opening = box(
    context,
    pull.author,
    pull.createdAt,
    'opened this',
    [],
    conversationMarkdown(context, repository, pull.body ?? '*No description provided.*'),
  );
  const added = markup`<div class="event">${person(pull.author)} added ${first.length} commit${first.length === 1 ? '' : 's'}${commitList(repository, first)}</div>`;
  return [opening, first.length > 0 && added, ...entries.map(({ content }) => content)];
}

function commentBox(
  context: PageContext,
  repository: RepositoryRecord,
  pull: PullRecord,
  comment: CommentRecord,
): Markup {
  const role = associationOf(context.state, repository, comment.author);
  const badges = [
    ...(comment.author === pull.author ? ['Author'] : []),
    ...(role === 'NONE' ? [] : [role.charAt(0) + role.slice(1).toLowerCase()]),
    ...(comment.updatedAt === comment.createdAt ? [] : ['edited']),
  ];
  const body = conversationMarkdown(context, repository, comment.body);
  const shown =
    comment.minimized === null
      ? body
      : markup`<details><summary class="soft">This comment was marked as ${comment.minimized.toLowerCase()}.</summary>${body}</details>`;
  return box(
    context,
    comment.author,
    comment.createdAt,
    'commented',
    badges,
    shown,
    `issuecomment-${comment.id}`,
  );
}

function box(
  { now }: PageContext,
  login: string,
  at: string,
  did: string,
  badges: readonly string[],
  body: Content,
  id?: string,
): Markup {
  const anchor = id && markup` id="${id}"`;
  return markup`<article class="box"${anchor}><div class="head">${avatar(login)}<span>${person(login)} ${did} ${ago(at, now)}</span>${badges.map(
    (badge) => markup` <span class="badge">${badge}</span>`,
  )}</div><div class="body">${body}</div></article>`;
}

function eventLine(
  { now }: PageContext,
  repository: RepositoryRecord,
  event: PullEvent,
  commits: readonly CommitSummary[],
): Markup {
  const shas = event.detail.split(' ');
  const listed = commits.filter(({ sha }) => shas.includes(sha)).reverse();
  const what = {
    pushed: markup`added ${shas.length} commit${shas.length === 1 ? '' : 's'}`,
    'force-pushed': markup`force-pushed the branch from <span class="sha">${shortSha(shas[0] ?? '')}</span> to <span class="sha">${shortSha(shas[1] ?? '')}</span>`,
    merged: markup`merged commit <span class="sha">${shortSha(event.detail)}</span>`,
    closed: 'closed this',
    reopened: 'reopened this',
    labeled: markup`added the <span class="label">${event.detail}</span> label`,
    ready: 'marked this pull request as ready for review',
    draft: 'marked this pull request as draft',
    queued: markup`added this pull request to the merge queue of <span class="branch">${event.detail}</span>`,
    dequeued: 'removed this pull request from the merge queue',
  }[event.kind];
  const list = event.kind === 'pushed' && commitList(repository, listed);
  return markup`<div class="event ${event.kind}">${person(event.actor)} ${what} ${ago(event.at, now)}${list}</div>`;
}

export function commitList({ owner, name }: RepositoryRecord, commits: readonly CommitSummary[]): Markup {
  const lines = commits.map(
    ({ sha, subject }) =>
      markup`<li><span class="grow">${subject}</span><a class="sha" href="/${owner}/${name}/commit/${sha}">${shortSha(sha)}</a></li>`,
  );
  return markup`<ul>${lines}</ul>`;
}
