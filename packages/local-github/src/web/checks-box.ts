import { requiredChecks } from '../git/ruleset.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import { icon } from './check-icon.ts';
import { type CheckLine, checkLines, moodOfLines } from './check-lines.ts';
import { type Markup, markup } from './markup.ts';
import { mergeRow } from './merge-row.ts';
import type { PageContext } from './page.ts';

/** Checks of the head, and those that the base requires and that nobody has reported yet. */
export function pullChecks(
  { state }: PageContext,
  repository: RepositoryRecord,
  pull: PullRecord,
): readonly CheckLine[] {
  const lines = checkLines(state, repository, pull.headSha);
  // Nobody waits any more for what a closed one never reported.
  const awaited = pull.state === 'open' ? requiredChecks(repository, pull.baseRef) : [];
  const absent = awaited.filter((name) => !lines.some(({ key }) => key === name));
  const how = 'Expected — Waiting for status to be reported';
  return [
    ...lines,
    ...absent.map((name): CheckLine => ({ key: name, name, mood: 'busy', how, href: null, annotations: [] })),
  ];
}

/** The box under a conversation: what ran, and whether the merge button works. */
export function checksBox(context: PageContext, repository: RepositoryRecord, pull: PullRecord): Markup {
  const lines = pullChecks(context, repository, pull);
  const open = pull.state === 'open';
  if (!open && lines.length === 0 && pull.mergedAt === null) return markup``;
  const required = requiredChecks(repository, pull.baseRef);
  const { mood: mergeMood, row } = mergeRow(context, repository, pull);
  const mood = open && mergeMood === 'bad' ? 'bad' : (moodOfLines(lines) ?? 'good');
  return markup`<section class="box ${mood}" id="checks">${lines.length > 0 && summary(lines)}${lines.map(
    (line) => checkRow(line, required.includes(line.key)),
  )}${open ? row : pull.mergedAt !== null && merged}</section>`;
}

const merged = markup`<div class="verdict">${icon('good')}<p><b>Pull request successfully merged and closed</b><br><span class="soft">The branch can be deleted.</span></p></div>`;

function checkRow({ mood, name, how, href, annotations }: CheckLine, required: boolean): Markup {
  const count = annotations.length;
  const notes =
    count > 0 && markup` <span class="soft">· ${count} annotation${count === 1 ? '' : 's'}</span>`;
  return markup`<div class="row check">${icon(mood)}<div class="grow"><b>${name}</b> <span class="soft">${how}</span>${notes}</div>
<span class="tags">${required && markup`<span class="badge">Required</span>`}${href !== null && markup`<a class="small" href="${href}" aria-label="Details of ${name}">Details</a>`}</span></div>`;
}

function summary(lines: readonly CheckLine[]): Markup {
  const overall = moodOfLines(lines) ?? 'good';
  const titles = {
    bad: 'Some checks were not successful',
    busy: "Some checks haven't completed yet",
    good: 'All checks have passed',
    none: '',
  } as const;
  const words = { bad: 'failing', busy: 'pending', good: 'successful', none: 'skipped' } as const;
  const counts = (['bad', 'busy', 'good', 'none'] as const).flatMap((mood) => {
    const count = lines.filter((line) => line.mood === mood).length;
    return count === 0 ? [] : [`${count} ${words[mood]}`];
  });
  return markup`<div class="verdict">${icon(overall)}<p><b>${titles[overall]}</b><br><span class="soft">${counts.join(', ')} check${
    lines.length === 1 ? '' : 's'
  }</span></p></div>`;
}
