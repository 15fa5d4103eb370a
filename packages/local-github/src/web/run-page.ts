import type { Reply } from '../http/reply.ts';
import type { AnnotationRecord, CheckRunRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import { endedHow, icon, moodOf } from './check-icon.ts';
import { renderMarkdown } from './markdown.ts';
import { type Markup, markup } from './markup.ts';
import { type PageContext, page, person, shortSha, titleText } from './page.ts';
import { ago, lasted } from './when.ts';

/** A workflow run: summary of each job, annotations, steps, log, artifacts. */
export function runPage(context: PageContext, repository: RepositoryRecord, run: RunRecord): Reply {
  const { state, now } = context;
  const jobs = state.runs.jobs(run);
  const artifacts = state.artifacts.list(run);
  return page(`${run.name} #${run.number}`, repository, [
    markup`<h1>${icon(moodOf(run.status, run.conclusion))} ${titleText(run.title)} <small>${run.name} #${run.number}</small></h1>
<div class="meta">${person(run.actor)} · ${run.event} · ${ago(run.startedAt, now)} · <span class="sha">${shortSha(run.headSha)}</span> <span class="branch">${run.headBranch ?? ''}</span>${
      run.attempt > 1 && markup` · attempt ${run.attempt}`
    }</div>`,
    jobs.map((job) => jobBox(job)),
    artifacts.length > 0 &&
      markup`<h2>Artifacts</h2><section class="box">${artifacts.map(
        (artifact) =>
          markup`<div class="row"><b class="grow">${artifact.name}</b><span class="soft">${artifact.size} bytes</span></div>`,
      )}</section>`,
  ]);
}

function jobBox(job: CheckRunRecord): Markup {
  const how = endedHow(job, lasted(job.startedAt, job.completedAt));
  return markup`<section class="box" id="job-${job.id}"><div class="head">${icon(moodOf(job.status, job.conclusion))}<b>${job.name}</b><span>${how}</span></div>
${(job.summary !== '' || job.annotations.length > 0) && markup`<div class="body">${job.annotations.map(annotation)}${job.summary !== '' && renderMarkdown(job.summary, { breaks: false })}</div>`}
${job.steps.map((step) => markup`<div class="row">${icon(moodOf(step.status, step.conclusion))}<span class="grow">${step.name}</span></div>`)}
${job.log !== '' && markup`<div class="row"><details class="grow"><summary>Log</summary><pre class="log">${job.log}</pre></details></div>`}</section>`;
}

function annotation({ level, message, title, path, line }: AnnotationRecord): Markup {
  const at =
    path !== undefined &&
    markup`<br><span class="soft small">${path}${line !== undefined && `:${line}`}</span>`;
  return markup`<div class="annotation ${level}"><b>${title ?? level}</b><br>${message}${at}</div>`;
}
