import type { AnnotationRecord, CheckRunRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import type { State } from '../state/state.ts';
import { endedHow, type Mood, moodOf, moodOfStatus } from './check-icon.ts';
import { lasted } from './when.ts';

/** A check or a status of a commit, as a line of a list. */
export interface CheckLine {
  /** The name that rules know it by. */
  readonly key: string;
  readonly name: string;
  readonly mood: Mood;
  readonly how: string;
  /** The job's log, or what a status points at. */
  readonly href: string | null;
  readonly annotations: readonly AnnotationRecord[];
}

const rank: Readonly<Record<Mood, number>> = { bad: 0, busy: 1, good: 2, none: 3 };

/** All of a commit, the worst first. */
export function checkLines(state: State, repository: RepositoryRecord, sha: string): readonly CheckLine[] {
  const checks = state.runs.checks(repository, sha).map((check): CheckLine => {
    const run = check.run === null ? undefined : state.runs.findById(check.run);
    return {
      key: check.name,
      name: run === undefined ? check.name : `${run.name} / ${check.name} (${run.event})`,
      mood: moodOf(check.status, check.conclusion),
      how: endedHow(check, lasted(check.startedAt, check.completedAt)),
      href: run === undefined ? null : jobAddress(repository, run, check),
      annotations: check.annotations,
    };
  });
  const statuses = state.statuses.latest(repository, sha).map(
    (status): CheckLine => ({
      key: status.context,
      name: status.context,
      mood: moodOfStatus(status),
      how: status.description ?? status.state,
      href: status.targetUrl,
      annotations: [],
    }),
  );
  return [...checks, ...statuses].sort((one, other) => rank[one.mood] - rank[other.mood]);
}

/** What all of them come to; undefined where there are none. */
export function moodOfLines(lines: readonly Pick<CheckLine, 'mood'>[]): Mood | undefined {
  if (lines.length === 0) return undefined;
  if (lines.some(({ mood }) => mood === 'bad')) return 'bad';
  return lines.some(({ mood }) => mood === 'busy') ? 'busy' : 'good';
}

export function runAddress(repository: RepositoryRecord, run: RunRecord): string {
  return `/${fullName(repository)}/actions/runs/${run.id}`;
}

export function jobAddress(repository: RepositoryRecord, run: RunRecord, job: CheckRunRecord): string {
  return `${runAddress(repository, run)}/job/${job.id}`;
}
