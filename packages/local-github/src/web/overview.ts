import { type StoredRef, storedRefs } from '../git/stored-refs.ts';
import type { RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { artifactRow } from './artifact-row.ts';
import { runAddress } from './check-lines.ts';
import { pullRow, runRow } from './lists.ts';
import { type Content, type Markup, markup } from './markup.ts';
import type { PageContext } from './page.ts';
import { sizeText } from './size.ts';
import { ago } from './when.ts';

const maxRows = 8;
const maxRefs = 30;

/** All that a repository has come to hold: pull requests, runs, artifacts, and what was stored as git refs. */
export async function overview(context: PageContext, repository: RepositoryRecord): Promise<Content> {
  const { state } = context;
  const home = `/${fullName(repository)}`;
  const pulls = [...state.pulls.list(repository)].reverse();
  const runs = state.runs.list(repository);
  const artifacts = runs.flatMap((run) => state.artifacts.list(run).map((artifact) => ({ run, artifact })));
  const stored = await storedRefs(state.repositories.gitDir(repository), 'refs/weighbridge', maxRefs);
  return [
    section(
      'Pull requests',
      pulls.length,
      pulls.slice(0, maxRows).map((pull) => pullRow(context, repository, pull)),
      `${home}/pulls`,
    ),
    section(
      'Workflow runs',
      runs.length,
      runs.slice(0, maxRows).map((run) => runRow(context, repository, run)),
      `${home}/actions`,
    ),
    section(
      'Artifacts',
      artifacts.length,
      artifacts.slice(0, maxRows).map(({ run, artifact }) => {
        const from = markup`<a href="${runAddress(repository, run)}">${run.name} #${run.number}</a>`;
        return artifactRow(context, repository, run, artifact, from);
      }),
    ),
    section(
      'Stored under refs/weighbridge',
      stored.total,
      stored.refs.map((ref) => refRow(context, home, ref)),
    ),
  ];
}

/** Whether anything of it is still going on. */
export function isBusy({ state }: PageContext, repository: RepositoryRecord): boolean {
  return state.runs.list(repository).some(({ status }) => status !== 'completed');
}

function section(title: string, total: number, rows: readonly Markup[], all?: string): Content {
  if (total === 0) return false;
  const left = total - rows.length;
  const more =
    left > 0 &&
    markup`<div class="row soft small">${all === undefined ? `and ${left} more` : markup`<a href="${all}">all ${total}</a>`}</div>`;
  return markup`<h2>${title} <span class="badge">${total}</span></h2><section class="box">${rows}${more}</section>`;
}

function refRow({ now }: PageContext, home: string, { name, sha, date, files, bytes }: StoredRef): Markup {
  const what = `${files} file${files === 1 ? '' : 's'} · ${sizeText(bytes)}`;
  return markup`<div class="row"><a class="grow sha" href="${home}/commit/${sha}">${name.replace(/^refs\//, '')}</a><span class="soft small">${what} · ${ago(date, now)}</span></div>`;
}
