import { requiredChecks } from '../git/ruleset.ts';
import { missingChecks } from '../shape/pull.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import { endedHow, icon, type Mood, moodOf, moodOfStatus } from './check-icon.ts';
import { type Content, type Markup, markup } from './markup.ts';
import type { PageContext } from './page.ts';
import { lasted } from './when.ts';

interface Line {
  /** The name that rules know it by. */
  readonly key: string;
  readonly name: string;
  readonly mood: Mood;
  readonly how: string;
  readonly required: boolean;
  readonly href: string | null;
}

/** The box under a conversation: what ran, and whether the merge button works. */
export function checksBox({ state }: PageContext, repository: RepositoryRecord, pull: PullRecord): Markup {
  const required = requiredChecks(repository, pull.baseRef);
  const lines = linesOf(state, repository, pull, required);
  const how = 'Expected — Waiting for status to be reported';
  // Nobody waits any more for what a closed one never reported.
  const awaited = pull.state === 'open' ? required : [];
  const absent = awaited.filter((name) => !lines.some(({ key }) => key === name));
  const expected = absent.map(
    (name): Line => ({ key: name, name, mood: 'busy', how, required: true, href: null }),
  );
  const shown = [...lines, ...expected];
  const missing = missingChecks(state, repository, pull);
  const mood = moodOfAll(shown);
  if (pull.state === 'closed') return shown.length === 0 ? markup`` : boxOf(mood, shown, '');
  return boxOf(missing.length > 0 || pull.mergeable === false ? 'bad' : mood, shown, mergeRow(pull, missing));
}

function linesOf(
  state: PageContext['state'],
  repository: RepositoryRecord,
  pull: PullRecord,
  required: readonly string[],
): readonly Line[] {
  const checks = state.runs.checks(repository, pull.headSha).map((check): Line => {
    const run = check.run === null ? undefined : state.runs.findById(check.run);
    return {
      key: check.name,
      name: run === undefined ? check.name : `${run.name} / ${check.name} (${run.event})`,
      mood: moodOf(check.status, check.conclusion),
      how: endedHow(check, lasted(check.startedAt, check.completedAt)),
      required: required.includes(check.name),
      href:
        run === undefined
          ? null
          : `/${repository.owner}/${repository.name}/actions/runs/${run.id}#job-${check.id}`,
    };
  });
  const statuses = state.statuses.latest(repository, pull.headSha).map(
    (status): Line => ({
      key: status.context,
      name: status.context,
      mood: moodOfStatus(status),
      how: status.description ?? status.state,
      required: required.includes(status.context),
      href: status.targetUrl,
    }),
  );
  const rank: Readonly<Record<Mood, number>> = { bad: 0, busy: 1, good: 2, none: 3 };
  return [...checks, ...statuses].sort((one, other) => rank[one.mood] - rank[other.mood]);
}

function moodOfAll(lines: readonly Line[]): Mood {
  if (lines.some(({ mood }) => mood === 'bad')) return 'bad';
  return lines.some(({ mood }) => mood === 'busy') ? 'busy' : 'good';
}

function boxOf(mood: Mood, lines: readonly Line[], last: Content): Markup {
  return markup`<section class="box ${mood}" id="checks">${lines.length > 0 && summary(lines)}${lines.map(
    (
      line,
    ) => markup`<div class="row">${icon(line.mood)}<div class="grow"><b>${line.name}</b> <span class="soft">${line.how}</span></div>
${line.required && markup`<span class="badge">Required</span>`}${line.href !== null && markup`<a class="small" href="${line.href}">Details</a>`}</div>`,
  )}${last}</section>`;
}

function summary(lines: readonly Line[]): Markup {
  const overall = moodOfAll(lines);
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

function mergeRow(pull: PullRecord, missing: readonly string[]): Markup {
  const row = (mood: Mood, title: string, text: string, button: boolean): Markup =>
    markup`<div class="verdict">${icon(mood)}<p><b>${title}</b><br><span class="soft">${text}</span></p></div>
<div class="row"><span class="button${!button && ' off'}">Merge pull request</span></div>`;
  if (pull.draft)
    return row(
      'none',
      'This pull request is still a work in progress',
      'Draft pull requests cannot be merged.',
      false,
    );
  if (pull.mergeable === false) {
    return row(
      'bad',
      'This branch has conflicts that must be resolved',
      'Resolve them on the branch before merging.',
      false,
    );
  }
  if (missing.length > 0) {
    const text = `Required and not successful: ${missing.join(', ')}.`;
    return row('bad', 'Merging is blocked', text, false);
  }
  return row('good', 'No conflicts with base branch', 'Merging can be performed automatically.', true);
}
