import { missingChecks } from '../shape/pull.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { icon, type Mood } from './check-icon.ts';
import { type Markup, markup } from './markup.ts';
import type { PageContext } from './page.ts';

/** Whether an open pull request can be merged, in GitHub's words. */
export interface Mergeability {
  readonly mood: Mood;
  readonly title: string;
  readonly text: string;
}

export function mergeRow(
  { state, formToken }: PageContext,
  repository: RepositoryRecord,
  pull: PullRecord,
): { readonly mood: Mood; readonly row: Markup } {
  const { mood, title, text } = mergeability(pull, missingChecks(state, repository, pull));
  const row = markup`<div class="verdict" id="merge">${icon(mood)}<p><b>${title}</b><br><span class="soft">${text}</span></p></div>
${mood === 'good' ? mergeForm(repository, pull, formToken) : markup`<div class="row"><span class="button off">Merge pull request</span></div>`}`;
  return { mood, row };
}

function mergeForm(repository: RepositoryRecord, pull: PullRecord, formToken: string): Markup {
  return markup`<form class="row" method="post" action="/${fullName(repository)}/pull/${pull.number}/merge"><input type="hidden" name="token" value="${formToken}"><input type="hidden" name="sha" value="${pull.headSha}">
<button class="button" name="method" value="merge">Merge pull request</button><button class="button second" name="method" value="squash">Squash and merge</button></form>`;
}

export function mergeability(pull: PullRecord, missing: readonly string[]): Mergeability {
  if (pull.draft) {
    const title = 'This pull request is still a work in progress';
    return { mood: 'none', title, text: 'Draft pull requests cannot be merged.' };
  }
  if (pull.mergeable === false) {
    const title = 'This branch has conflicts that must be resolved';
    return { mood: 'bad', title, text: 'Resolve them on the branch before merging.' };
  }
  if (missing.length > 0) {
    const text = `Required and not successful: ${missing.join(', ')}.`;
    return { mood: 'bad', title: 'Merging is blocked', text };
  }
  return {
    mood: 'good',
    title: 'No conflicts with base branch',
    text: 'Merging can be performed automatically.',
  };
}
