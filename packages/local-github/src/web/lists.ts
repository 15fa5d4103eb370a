import type { Reply } from '../http/reply.ts';
import type { PullRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { icon, moodOf } from './check-icon.ts';
import { checkLines, moodOfLines, runAddress } from './check-lines.ts';
import { type Markup, markup } from './markup.ts';
import { type PageContext, page, person, shortSha, titleText } from './page.ts';
import { stateBadge } from './pull-page.ts';
import { ago } from './when.ts';

const empty = markup`<div class="row soft">Nothing here yet.</div>`;

export function pullRow({ state, now }: PageContext, repository: RepositoryRecord, pull: PullRecord): Markup {
  const href = `/${fullName(repository)}/pull/${pull.number}`;
  const comments = state.comments.list(repository, pull.number).length;
  const mood = moodOfLines(checkLines(state, repository, pull.headSha));
  return markup`<div class="row">${stateBadge(pull)}<div class="grow"><a href="${href}"><b>${titleText(pull.title)}</b></a>${mood !== undefined && icon(mood)}
<div class="soft small">#${pull.number} opened ${ago(pull.createdAt, now)} by ${person(pull.author)} · ${comments} comment${comments === 1 ? '' : 's'}</div></div></div>`;
}

export function runRow({ now }: PageContext, repository: RepositoryRecord, run: RunRecord): Markup {
  return markup`<div class="row">${icon(moodOf(run.status, run.conclusion))}<div class="grow"><a href="${runAddress(repository, run)}"><b>${titleText(run.title)}</b></a>
<div class="soft small">${run.name} #${run.number} · ${run.event} · <span class="sha">${shortSha(run.headSha)}</span> ${run.headBranch !== null && markup`<span class="branch">${run.headBranch}</span> `}by ${person(run.actor)}${run.attempt > 1 && ` · attempt ${run.attempt}`}</div></div>
<span class="soft small">${ago(run.startedAt, now)}</span></div>`;
}

export function pullsPage(context: PageContext, repository: RepositoryRecord): Reply {
  const rows = [...context.state.pulls.list(repository)]
    .reverse()
    .map((pull) => pullRow(context, repository, pull));
  return listPage('Pull requests', repository, rows);
}

/** The history of runs, newest first. */
export function runsPage(context: PageContext, repository: RepositoryRecord): Reply {
  const runs = context.state.runs.list(repository);
  const busy = runs.some(({ status }) => status !== 'completed');
  return listPage(
    'All workflow runs',
    repository,
    runs.map((run) => runRow(context, repository, run)),
    busy,
  );
}

function listPage(title: string, repository: RepositoryRecord, rows: readonly Markup[], busy = false): Reply {
  const content = markup`<h1>${title}</h1><section class="box">${rows.length > 0 ? rows : empty}</section>`;
  return page(`${title} · ${fullName(repository)}`, repository, content, { busy });
}
