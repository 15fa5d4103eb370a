import { timingSafeEqual } from 'node:crypto';
import { nothing, type Reply, text } from '../http/reply.ts';
import { missingChecks } from '../shape/pull.ts';
import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import { fullName } from '../state/repositories.ts';
import { mergeability } from './merge-row.ts';
import type { PageContext } from './page.ts';

/** Merges as the button on the page says: only what may be merged, as it was seen, and only from a page of this server. */
export async function mergeFromPage(
  { state, formToken }: PageContext,
  repository: RepositoryRecord,
  pull: PullRecord,
  form: URLSearchParams,
): Promise<Reply> {
  if (!same(form.get('token') ?? '', formToken)) {
    return text(
      403,
      'This page is from before the server was started. Load it again, and press the button then.',
    );
  }
  if (form.get('sha') !== pull.headSha || pull.state !== 'open') {
    return text(409, 'The pull request has changed since this page was loaded. Look at it again.');
  }
  const { mood, title, text: why } = mergeability(pull, missingChecks(state, repository, pull));
  if (mood !== 'good') return text(409, `${title}. ${why}`);
  const method = form.get('method') === 'squash' ? 'squash' : 'merge';
  const merged = await state.pulls.merge(pull, { login: repository.owner, byJob: false }, { method });
  if (merged === undefined) return text(409, 'The branch has conflicts that must be resolved.');
  return nothing(303, { location: `/${fullName(repository)}/pull/${pull.number}` });
}

function same(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
