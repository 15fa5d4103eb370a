import type { Reply } from '../http/reply.ts';
import type { RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { icon, moodOf } from './check-icon.ts';
import { markup } from './markup.ts';
import { type PageContext, page, person, shortSha, titleText } from './page.ts';
import { stateBadge } from './pull-page.ts';
import { ago } from './when.ts';

const empty = markup`<div class="row soft">Nothing here yet.</div>`;

export function homePage({ state }: PageContext): Reply {
  const rows = state.repositories.all().map((repository) => {
    const open = state.pulls.list(repository).filter((pull) => pull.state === 'open').length;
    return markup`<div class="row"><a class="grow" href="/${fullName(repository)}"><b>${fullName(repository)}</b></a><span class="soft">${open} open pull request${open === 1 ? '' : 's'}</span></div>`;
  });
  return page(
    'GitHub on loopback',
    undefined,
    markup`<h1>Repositories</h1><section class="box">${rows.length > 0 ? rows : empty}</section>`,
  );
}

export function pullsPage({ state, now }: PageContext, repository: RepositoryRecord): Reply {
  const rows = [...state.pulls.list(repository)].reverse().map((pull) => {
    const href = `/${fullName(repository)}/pull/${pull.number}`;
    const comments = state.comments.list(repository, pull.number).length;
    return markup`<div class="row">${stateBadge(pull)}<div class="grow"><a href="${href}"><b>${titleText(pull.title)}</b></a>
<div class="soft small">#${pull.number} opened ${ago(pull.createdAt, now)} by ${person(pull.author)} · ${comments} comment${comments === 1 ? '' : 's'}</div></div></div>`;
  });
  return page(
    `Pull requests · ${fullName(repository)}`,
    repository,
    markup`<h1>Pull requests</h1><section class="box">${rows.length > 0 ? rows : empty}</section>`,
  );
}

/** The history of runs, newest first. */
export function runsPage({ state, now }: PageContext, repository: RepositoryRecord): Reply {
  const rows = state.runs.list(repository).map((run) => {
    const href = `/${fullName(repository)}/actions/runs/${run.id}`;
    return markup`<div class="row">${icon(moodOf(run.status, run.conclusion))}<div class="grow"><a href="${href}"><b>${titleText(run.title)}</b></a>
<div class="soft small">${run.name} #${run.number} · ${run.event} · <span class="sha">${shortSha(run.headSha)}</span> by ${person(run.actor)}${run.attempt > 1 && ` · attempt ${run.attempt}`}</div></div>
<span class="branch">${run.headBranch ?? ''}</span><span class="soft small">${ago(run.startedAt, now)}</span></div>`;
  });
  return page(
    `Actions · ${fullName(repository)}`,
    repository,
    markup`<h1>All workflow runs</h1><section class="box">${rows.length > 0 ? rows : empty}</section>`,
  );
}
