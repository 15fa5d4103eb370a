import { z } from 'zod';
import type { GitHub } from '../client/github.ts';
import { encodedKey, type RunLine, readComment, reportDigest } from './run-line.ts';

/** A comment of this token's with a report under the same key. */
export interface OwnComment {
  readonly id: number;
  readonly url: string;
  /** Everything, hidden lines included. */
  readonly text: string;
  readonly line: RunLine;
  readonly visible: string;
}

/** A pull request at one moment. */
export interface Sight {
  readonly open: boolean;
  /** Its present head. */
  readonly head: string;
  /** Oldest first. */
  readonly own: readonly OwnComment[];
}

/** As much of a comment as is read. */
export const comment = z.object({
  id: z.int().positive(),
  html_url: z.string(),
  // Nobody where the account is gone.
  user: z.object({ login: z.string() }).nullish(),
  body: z.string().nullish(),
});

const pullRequest = z.object({ state: z.string(), head: z.object({ sha: z.string() }) });

/** A text that is not the one its line speaks of was edited by somebody: any report is newer than that. */
function trusted({ line, visible }: { readonly line: RunLine; readonly visible: string }): RunLine {
  return reportDigest(visible) === line.digest ? line : { ...line, run: '0', attempt: 0, head: '' };
}

/** Reads the pull request and all of its comments. Only a comment of the token's own identity is ours, whatever another's says. */
export async function look(github: GitHub, pull: number, key: string): Promise<Sight> {
  const [login, { state, head }, comments] = await Promise.all([
    github.viewer(),
    github.ask({
      what: `read pull request ${pull}`,
      route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      parameters: { pull_number: pull },
      answer: pullRequest,
    }),
    github.list({
      what: `read the comments of pull request ${pull}`,
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      parameters: { issue_number: pull },
      answer: comment,
    }),
  ]);
  const wanted = encodedKey(key);
  const own = comments.flatMap(({ id, html_url: url, user, body }): readonly OwnComment[] => {
    const text = body ?? '';
    const read = user?.login === login ? readComment(text) : undefined;
    return read?.line.key === wanted ? [{ id, url, text, ...read, line: trusted(read) }] : [];
  });
  // Ids are given in order; pages that shift while they are read may show a comment twice.
  const once = new Map(own.map((one) => [one.id, one]));
  return { open: state === 'open', head: head.sha, own: [...once.values()].sort((a, b) => a.id - b.id) };
}
