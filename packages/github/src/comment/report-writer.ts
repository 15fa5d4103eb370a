import { z } from 'zod';
import type { GitHub } from '../client/github.ts';
import { GitHubFailure } from '../client/github-failure.ts';
import { decide, looksSame, type Step } from './decide.ts';
import { comment, type OwnComment, type Sight } from './look.ts';
import type { PutOutcome, Report } from './put-report.ts';
import { commentText, reportDigest } from './run-line.ts';

/** Writes one report, step by step, and keeps what it has done. */
export interface ReportWriter {
  /** Something was to be written: from then on a refusal is one of writing. */
  readonly writing: boolean;
  /** Takes the step that this sight asks for; gives the outcome where it asks for none. */
  step(sight: Sight): Promise<PutOutcome | undefined>;
}

type Write = Extract<Step, { readonly to: 'create' | 'update' }>;
type Kind = PutOutcome['kind'];

const maxTries = 3;

export function writerOf(github: GitHub, report: Report): ReportWriter {
  const { pull, key, body, head, create, before, run } = report;
  const digest = reportDigest(body);
  const line = { key, run: run.id, attempt: run.attempt, head, digest };
  const text = commentText(line, body);
  let writing = false;
  let tries = 0;
  const removing = new Set<number>();
  /** What became of the comment by what this call wrote. */
  let done: Kind | undefined;
  let writtenUrl: string | undefined;
  /** What did, if a write was done whose answer was lost. */
  let perhaps: Kind = 'unchanged';

  async function write(step: Write): Promise<void> {
    const kind = step.to === 'create' ? 'notification' : 'write';
    // What was read is old once it had to wait.
    if (await github.spaced(kind)) return;
    writing = true;
    const asked = step.to === 'create' ? creation(pull, text) : updating(pull, step);
    const answer = await github.writeOnce(kind, asked, tries).catch((error: unknown) => {
      // Deleted since it was read.
      if (step.to === 'update' && isGone(error) && tries < maxTries) return 'again' as const;
      throw error;
    });
    if (answer === 'again') {
      tries += 1;
      perhaps = becameOf(step, body) ?? perhaps;
      return;
    }
    writtenUrl = answer.done.html_url;
    done = done === 'created' ? done : (becameOf(step, body) ?? done);
  }

  async function remove(comments: readonly OwnComment[]): Promise<void> {
    writing = true;
    for (const { id } of comments) {
      removing.add(id);
      const answer = await github.writeOnce('write', deletion(pull, id), tries).catch((error: unknown) => {
        if (isGone(error)) return undefined;
        throw error;
      });
      if (answer !== 'again') continue;
      tries += 1;
      return;
    }
  }

  return {
    get writing() {
      return writing;
    },
    async step(sight) {
      const step = decide(sight, { text, body, line, create, before, written: done !== undefined });
      if (step.to === 'create' || step.to === 'update') {
        await write(step);
        return undefined;
      }
      if (step.to === 'remove') {
        await remove(step.comments);
        return undefined;
      }
      // What this call has written stays its outcome where the pull request was closed meanwhile.
      const ours = step.as === 'stands' || (step.as === 'closed' && done !== undefined);
      const url = step.keep?.url ?? writtenUrl;
      const left = new Set(sight.own.map(({ id }) => id));
      const removed = [...removing].filter((id) => !left.has(id)).length;
      return { kind: ours ? (done ?? perhaps) : step.as, ...(url !== undefined && { url }), removed, digest };
    },
  };
}

/** What a write makes of the report's comment, as people see it; undefined where it only moves a newer one's text. */
function becameOf(step: Write, body: string): Kind | undefined {
  if (step.to === 'create') return 'created';
  if (!step.own) return undefined;
  return looksSame(step.comment.visible, body) ? 'unchanged' : 'updated';
}

function creation(pull: number, text: string) {
  return {
    what: `write the report as a comment on pull request ${pull}`,
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    parameters: { issue_number: pull, body: text },
    answer: comment,
  };
}

function updating(pull: number, step: Extract<Write, { readonly to: 'update' }>) {
  return {
    what: `update the report's comment on pull request ${pull}`,
    route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
    parameters: { comment_id: step.comment.id, body: step.text },
    answer: comment,
  };
}

function deletion(pull: number, id: number) {
  return {
    what: `delete a duplicate of the report's comment on pull request ${pull}`,
    route: 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
    parameters: { comment_id: id },
    answer: z.unknown(),
  };
}

function isGone(error: unknown): boolean {
  return error instanceof GitHubFailure && error.fault === 'not-found';
}
