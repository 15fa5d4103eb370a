import { type Reply, text } from '../http/reply.ts';
import type { CheckRunRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import { annotationBox } from './annotation.ts';
import { endedHow, icon, moodOf } from './check-icon.ts';
import { jobAddress, runAddress } from './check-lines.ts';
import { jobLog } from './job-log.ts';
import { markup } from './markup.ts';
import { type PageContext, page } from './page.ts';
import { runMeta } from './run-page.ts';
import { lasted } from './when.ts';

/** A job: its annotations, steps and log, and the ways back to the run and the pull request. */
export function jobPage(
  context: PageContext,
  repository: RepositoryRecord,
  run: RunRecord,
  job: CheckRunRecord,
): Reply {
  const how = endedHow(job, lasted(job.startedAt, job.completedAt));
  const home = runAddress(repository, run);
  const summary = job.summary !== '' && markup` · <a href="${home}#summary-${job.id}">Summary</a>`;
  const content = [
    markup`<h1>${icon(moodOf(job.status, job.conclusion))} ${job.name} <small>${how}</small></h1>
<p><a href="${home}">← ${run.name} #${run.number}</a>${summary}</p>`,
    runMeta(context, repository, run),
    job.annotations.map((one) => annotationBox(one)),
    job.steps.length > 0 &&
      markup`<h2>Steps</h2><section class="box">${job.steps.map((step) => markup`<div class="row">${icon(moodOf(step.status, step.conclusion))}<span class="grow">${step.name}</span></div>`)}</section>`,
    job.log !== '' && jobLog(job.log, `${jobAddress(repository, run, job)}/log`),
  ];
  return page(`${job.name} · ${run.name} #${run.number}`, repository, content, {
    busy: job.status !== 'completed',
  });
}

/** The log as it was written. */
export function rawLog(job: CheckRunRecord): Reply {
  return text(200, job.log, { 'x-content-type-options': 'nosniff' });
}
