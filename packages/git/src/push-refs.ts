import type { Git } from './git.ts';
import { type PushAnswer, pushOnce } from './push-command.ts';
import { lsRemote } from './remote-refs.ts';
import { retrying, type Try } from './retry.ts';

/** A change of one ref of the remote, made only if the ref still is what it is expected to be. */
export interface RefUpdate {
  readonly ref: string;
  /** The object it shall point to; null deletes it. */
  readonly oid: string | null;
  readonly expect: 'absent' | string;
}

/**
 * What became of it. `unchanged`: it already was as wanted (for a deletion: it was gone). `stale`: it is not what was
 * expected, somebody else was first; `oid` says what it is now. `rejected`: the server refuses.
 */
export interface RefResult {
  readonly ref: string;
  readonly status: 'created' | 'updated' | 'deleted' | 'unchanged' | 'stale' | 'rejected';
  readonly oid: string | null;
  /** Why it was rejected, with what to do; empty otherwise. */
  readonly reason: string;
}

export interface PushOptions {
  /** All or none, also where one of them is stale. */
  readonly atomic?: boolean;
}

/**
 * Pushes refs by compare-and-swap, with leases. Faults that may pass are tried again; after each fault the remote is
 * asked what it holds, so a push whose answer was lost counts as done. Results are in the order of `updates`.
 */
export async function pushRefs(
  git: Git,
  remote: string,
  updates: readonly RefUpdate[],
  options: PushOptions = {},
): Promise<readonly RefResult[]> {
  const atomic = options.atomic === true;
  const results = new Map<string, RefResult>();
  // Refs of which a try may have been carried out although its answer was lost.
  const perhapsOurs = new Set<string>();
  let open = updates;
  return retrying(
    async (): Promise<Try<readonly RefResult[]>> => {
      const answer = await pushOnce(git, remote, open, atomic);
      const now = answer.ok ? undefined : await held(git, remote, open);
      for (const update of open) {
        if (answer.passing && answer.outcome(update.ref) === 'unknown') perhapsOurs.add(update.ref);
        results.set(update.ref, resultOf(update, answer, now, perhapsOurs));
      }
      const rejected = open.filter(({ ref }) => results.get(ref)?.status === 'rejected');
      // A deletion of what is gone already can make git give up the whole push: the others are tried without it.
      const left = open.filter(({ oid, ref }) => oid !== null || now?.has(ref) === true);
      const again = answer.passing || left.length < open.length;
      const lost = atomic && open.some(({ ref }) => results.get(ref)?.status === 'stale');
      open = atomic ? left : rejected;
      const all = updates.flatMap(({ ref }) => results.get(ref) ?? []);
      return rejected.length > 0 && again && !lost ? { passing: all } : { final: all };
    },
    git.timing,
    git.signal,
  );
}

/** What the remote holds of these refs. */
async function held(
  git: Git,
  remote: string,
  updates: readonly RefUpdate[],
): Promise<ReadonlyMap<string, string>> {
  const names = updates.map(({ ref }) => ref);
  return new Map((await lsRemote(git, remote, names)).map(({ ref, oid }) => [ref, oid]));
}

/** `now` is what the remote holds after a push that failed; it tells apart: done after all, somebody else was first, refused. */
function resultOf(
  update: RefUpdate,
  answer: PushAnswer,
  now: ReadonlyMap<string, string> | undefined,
  perhapsOurs: ReadonlySet<string>,
): RefResult {
  const { ref, oid, expect } = update;
  const there = now === undefined ? oid : (now.get(ref) ?? null);
  if (there === oid) {
    const ours = answer.outcome(ref) === 'changed' || perhapsOurs.has(ref);
    return { ref, status: ours ? doneStatus(update) : 'unchanged', oid, reason: '' };
  }
  if (there !== (expect === 'absent' ? null : expect))
    return { ref, status: 'stale', oid: there, reason: '' };
  return { ref, status: 'rejected', oid: there, reason: answer.reason(ref) };
}

function doneStatus({ oid, expect }: RefUpdate): RefResult['status'] {
  if (oid === null) return 'deleted';
  return expect === 'absent' ? 'created' : 'updated';
}
