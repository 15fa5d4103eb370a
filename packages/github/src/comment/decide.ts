import type { OwnComment, Sight } from './look.ts';
import { plain, type RunLine } from './run-line.ts';

/** What the report is, and how far its writer is. */
export interface Wanted {
  /** The whole comment. */
  readonly text: string;
  /** Its visible part. */
  readonly body: string;
  readonly line: RunLine;
  /** Make a comment where there is none. */
  readonly create: boolean;
  /** Digest of the report as it was put before, if the caller knows. */
  readonly before: string | undefined;
  /** It was written by this call. */
  readonly written: boolean;
}

export type Step =
  | { readonly to: 'create' }
  /** `own`: ours goes there; otherwise the newest's, which stands in a duplicate. */
  | { readonly to: 'update'; readonly comment: OwnComment; readonly text: string; readonly own: boolean }
  | { readonly to: 'remove'; readonly comments: readonly OwnComment[] }
  | { readonly to: 'end'; readonly as: 'stands' | 'older' | 'closed' | 'absent'; readonly keep?: OwnComment };

/**
 * The next step towards one comment with the newest report. It depends on what is seen and nothing else, so that several writers take
 * the same steps and end with the same comment: the oldest of all.
 */
export function decide({ open, head, own }: Sight, wanted: Wanted): Step {
  const [keep, ...duplicates] = own;
  if (!open) return { to: 'end', as: 'closed', ...(keep && { keep }) };
  if (keep === undefined) return withoutComment(head, wanted);
  const newest = own.reduce((one, other) => (order(other.line, one.line, head) > 0 ? other : one));
  const theirs = order(newest.line, wanted.line, head);
  // Two jobs of one run under one key: the later writes over the earlier, and then lets it be.
  const older = theirs > 0 || (theirs === 0 && wanted.written && newest.line.digest !== wanted.line.digest);
  if (older && newest !== keep) return { to: 'update', comment: keep, text: newest.text, own: false };
  if (!older && !stands(keep, wanted)) return { to: 'update', comment: keep, text: wanted.text, own: true };
  if (duplicates.length > 0) return { to: 'remove', comments: duplicates };
  return { to: 'end', as: older ? 'older' : 'stands', keep };
}

function withoutComment(head: string, { line, create, before, written }: Wanted): Step {
  // It was written a moment ago: GitHub's lists may lag behind, or somebody has deleted it already. Either way it is not made twice.
  if (written) return { to: 'end', as: 'stands' };
  // It was there, has been deleted, and nothing has moved since.
  if (!create || before === line.digest) return { to: 'end', as: 'absent' };
  // The run of the present head makes it; a report on a head that is gone would stay, if that run has nothing to say.
  if (head !== line.head) return { to: 'end', as: 'older' };
  return { to: 'create' };
}

/** More than 0 where `a` is the newer report: on the present head first, then by run, then by attempt. */
export function order(a: RunLine, b: RunLine, head: string): number {
  const present = Number(a.head === head) - Number(b.head === head);
  if (present !== 0) return present;
  const [run, other] = [BigInt(a.run), BigInt(b.run)];
  if (run !== other) return run > other ? 1 : -1;
  return a.attempt - b.attempt;
}

/**
 * Whether the report needs no writing. An attempt of the same run with the same report does not: no other run can come between. Another
 * run does, though people see no change: its line is what keeps an older one away.
 */
function stands({ line, visible }: OwnComment, wanted: Wanted): boolean {
  const same = line.run === wanted.line.run && line.head === wanted.line.head;
  return same && line.digest === wanted.line.digest && (wanted.written || looksSame(visible, wanted.body));
}

/** What people see is the same, also where somebody has edited it. */
export function looksSame(visible: string, body: string): boolean {
  return plain(visible) === plain(body);
}
