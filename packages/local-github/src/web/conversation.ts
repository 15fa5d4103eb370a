import type { CommitSummary } from '../git/history.ts';
import { associationOf } from '../shape/association.ts';
import type { CommentRecord, PullEvent, PullRecord, RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { icon } from './check-icon.ts';
import { checkLines, moodOfLines } from './check-lines.ts';
import { type Content, type Markup, markup } from './markup.ts';
import { avatar, conversationMarkdown, type PageContext, person, shortSha, titleText } from './page.ts';
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
  const added = markup`<div class="event">${person(pull.author)} added ${first.length} commit${first.length === 1 ? '' : 's'}${commitList(context, repository, first)}</div>`;
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
    ...(comment.updatedAt === comment.createdAt
      ? []
      : [markup`edited ${ago(comment.updatedAt, context.now)}`]),
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
  badges: readonly Content[],
  body: Content,
  id?: string,
): Markup {
  const anchor = id && markup` id="${id}"`;
  const when = id === undefined ? ago(at, now) : markup`<a class="quiet" href="#${id}">${ago(at, now)}</a>`;
  return markup`<article class="box"${anchor}><div class="head said">${avatar(login)}<span class="grow">${person(login)} ${did} ${when}</span><span class="tags">${badges.map(
    (badge) => markup` <span class="badge">${badge}</span>`,
  )}</span></div><div class="body">${body}</div></article>`;
}

function eventLine(
  context: PageContext,
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
  const list = event.kind === 'pushed' && commitList(context, repository, listed);
  return markup`<div class="event ${event.kind}">${person(event.actor)} ${what} ${ago(event.at, context.now)}${list}</div>`;
}

/** Commits with what their checks came to. */
export function commitList(
  { state }: PageContext,
  repository: RepositoryRecord,
  commits: readonly CommitSummary[],
): Markup {
  const lines = commits.map(({ sha, subject }) => {
    const mood = moodOfLines(checkLines(state, repository, sha));
    return markup`<li><span class="grow">${titleText(subject)}</span>${mood !== undefined && icon(mood)}<a class="sha" href="/${fullName(repository)}/commit/${sha}">${shortSha(sha)}</a></li>`;
  });
  return markup`<ul>${lines}</ul>`;
}
