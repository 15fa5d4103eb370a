import type { Reply } from '../http/reply.ts';
import type { CheckRunRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { annotationBox } from './annotation.ts';
import { artifactRow } from './artifact-row.ts';
import { endedHow, icon, moodOf } from './check-icon.ts';
import { jobAddress } from './check-lines.ts';
import { renderMarkdown } from './markdown.ts';
import { type Markup, markup } from './markup.ts';
import { type PageContext, page, person, shortSha, titleText } from './page.ts';
import { ago, lasted } from './when.ts';

/** A workflow run: its jobs, their annotations and summaries, its artifacts. Logs are on the jobs' own pages. */
export function runPage(context: PageContext, repository: RepositoryRecord, run: RunRecord): Reply {
  const { state } = context;
  const jobs = state.runs.jobs(run);
  const artifacts = state.artifacts.list(run);
  const notes = jobs.flatMap((job) =>
    job.annotations.map((one) =>
      annotationBox(one, markup`<a href="${jobAddress(repository, run, job)}">${job.name}</a>`),
    ),
  );
  const content = [
    markup`<h1>${icon(moodOf(run.status, run.conclusion))} ${titleText(run.title)} <small>${run.name} #${run.number}</small></h1>`,
    runMeta(context, repository, run),
    jobs.length > 0 &&
      markup`<section class="box" id="jobs">${jobs.map((job) => jobRow(repository, run, job))}</section>`,
    notes.length > 0 &&
      markup`<h2 id="annotations">Annotations <span class="badge">${notes.length}</span></h2>${notes}`,
    jobs.map((job) => job.summary !== '' && summaryBox(repository, run, job)),
    artifacts.length > 0 &&
      markup`<h2 id="artifacts">Artifacts</h2><section class="box">${artifacts.map((artifact) => artifactRow(context, repository, run, artifact))}</section>`,
  ];
  return page(`${run.name} #${run.number}`, repository, content, { busy: run.status !== 'completed' });
}

/** Who started a run, for what, and where that is to be seen. */
export function runMeta({ state, now }: PageContext, repository: RepositoryRecord, run: RunRecord): Markup {
  const home = `/${fullName(repository)}`;
  const pulls = state.pulls
    .list(repository)
    .filter(({ number, headSha }) => run.pulls.includes(number) || headSha === run.headSha);
  return markup`<div class="meta">${person(run.actor)} · ${run.event} · ${ago(run.startedAt, now)}${pulls.map(
    ({ number }) => markup` · <a href="${home}/pull/${number}">#${number}</a>`,
  )} · <a class="sha" href="${home}/commit/${run.headSha}">${shortSha(run.headSha)}</a>${
    run.headBranch !== null && markup` <span class="branch">${run.headBranch}</span>`
  }${run.attempt > 1 && markup` · attempt ${run.attempt}`}</div>`;
}

function jobRow(repository: RepositoryRecord, run: RunRecord, job: CheckRunRecord): Markup {
  const how = endedHow(job, lasted(job.startedAt, job.completedAt));
  const href = jobAddress(repository, run, job);
  return markup`<div class="row" id="job-${job.id}">${icon(moodOf(job.status, job.conclusion))}<div class="grow"><a href="${href}"><b>${job.name}</b></a> <span class="soft">${how}</span></div>
${job.summary !== '' && markup`<a class="small" href="#summary-${job.id}">Summary</a>`}${job.log !== '' && markup`<a class="small" href="${href}#log">Log</a>`}</div>`;
}

function summaryBox(repository: RepositoryRecord, run: RunRecord, job: CheckRunRecord): Markup {
  return markup`<section class="box summary" id="summary-${job.id}"><div class="head"><span class="grow"><a href="${jobAddress(repository, run, job)}"><b>${job.name}</b></a> summary</span></div>
<div class="body">${renderMarkdown(job.summary, { breaks: false })}</div></section>`;
}
