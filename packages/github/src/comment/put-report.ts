import { Failure } from '@weighbridge/contract';
import type { GitHub } from '../client/github.ts';
import { GitHubFailure } from '../client/github-failure.ts';
import { look } from './look.ts';
import { writerOf } from './report-writer.ts';
import { reportDigest } from './run-line.ts';

/** GitHub takes 65,536 characters; what is left is for the hidden lines. */
export const maxReportChars = 64_000;

// Two writers are done after four looks each; a person who edits meanwhile may cost one or two.
const maxLooks = 16;

export interface Report {
  /** Number of the pull request. */
  readonly pull: number;
  /** Which of several reports on one pull request: the path of the configuration. */
  readonly key: string;
  /** Markdown that people see; at most `maxReportChars`. */
  readonly body: string;
  /** Head that was weighed. */
  readonly head: string;
  readonly run: { readonly id: string; readonly attempt: number };
  /** Make a comment where there is none. Otherwise only one that stands there is updated. */
  readonly create: boolean;
  /** `digest` of the outcome of an earlier run or attempt, if it is known: a comment that somebody has deleted is not made again with the same body. */
  readonly before?: string;
  /** The token only reads (a fork's, Dependabot's): nothing is asked or written. */
  readonly readOnly?: boolean;
}

export interface PutOutcome {
  /**
   * `unchanged`: people see what they saw. `older`: a newer report stands there, or is to come. `closed`: the pull request is, so what
   * stands there is left. `read-only`: the token may not write. `absent`: there is no comment and none was to be made.
   */
  readonly kind: 'created' | 'updated' | 'unchanged' | 'older' | 'closed' | 'read-only' | 'absent';
  readonly url?: string;
  /** Duplicates that were deleted. */
  readonly removed: number;
  /** Of the body: what `before` of a later call takes. */
  readonly digest: string;
}

/**
 * Puts a report on a pull request as its one comment, which is made once and updated from then on. The comment is found by its marker, its
 * key and its author, the token's own identity. Pull request and comments are read before and after each write, until one comment
 * with the newest report stands there; of duplicates the oldest is kept.
 *
 * One race remains, as GitHub's comments know no conditional write: where an older run reads, a newer one then writes *and* checks, and
 * only then the older one's write arrives, the older report stays until the next run. That takes two runs for one pull request that end
 * within the same fraction of a second; `concurrency` with `cancel-in-progress` rules it out.
 *
 * Throws a `GitHubFailure` where GitHub cannot be asked, and a `usage` failure for a body that is too long.
 */
export async function putReport(github: GitHub, report: Report): Promise<PutOutcome> {
  const digest = reportDigest(report.body);
  checkBody(report);
  if (report.readOnly === true) return { kind: 'read-only', removed: 0, digest };
  const writer = writerOf(github, report);
  try {
    for (let looks = 0; looks < maxLooks; looks += 1) {
      const sight = await look(github, report.pull, report.key);
      const outcome = await writer.step(sight);
      if (outcome !== undefined) return outcome;
    }
  } catch (error) {
    if (error instanceof GitHubFailure && error.fault === 'permission' && writer.writing) {
      return { kind: 'read-only', removed: 0, digest };
    }
    throw error;
  }
  throw new GitHubFailure(
    'refused',
    `could not settle the report's comment on pull request ${report.pull}: something else keeps changing it; let only one workflow report under the key ${JSON.stringify(report.key)}`,
  );
}

function checkBody({ body, pull }: Report): void {
  const wrong =
    body.trim() === ''
      ? 'is empty'
      : body.length > maxReportChars
        ? `has ${body.length.toLocaleString('en')} characters, of which a comment takes ${maxReportChars.toLocaleString('en')}`
        : undefined;
  if (wrong !== undefined) throw new Failure('usage', `the report for pull request ${pull} ${wrong}`);
}
