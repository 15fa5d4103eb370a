import { faultOf } from './fault.ts';
import type { Git } from './git.ts';
import { lastWords } from './git-command.ts';
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
  const results = new Map<string, RefResult>();
  let open = updates;
  return retrying<readonly RefResult[]>(
    async (tries): Promise<Try<readonly RefResult[]>> => {
      const answer = await push(git, remote, open, options.atomic === true);
      if (answer.ok) {
        for (const update of open)
          results.set(update.ref, done(update, answer.unchanged.has(update.ref) && tries === 1));
        return { final: inOrder(updates, results) };
      }
      // What the remote holds now tells apart: done after all, somebody else was first, refused.
      const now = new Map(
        (
          await lsRemote(
            git,
            remote,
            open.map(({ ref }) => ref),
          )
        ).map(({ ref, oid }) => [ref, oid]),
      );
      for (const update of open)
        results.set(update.ref, judge(update, now.get(update.ref) ?? null, answer, tries));
      const rejected = open.filter(({ ref }) => results.get(ref)?.status === 'rejected');
      // A deletion of what is gone already makes git give up the whole push: the others are tried without it.
      const gone = open.some(({ ref, oid }) => oid === null && !now.has(ref));
      const lost = options.atomic === true && open.some(({ ref }) => results.get(ref)?.status === 'stale');
      open = options.atomic === true ? open.filter(({ ref, oid }) => oid !== null || now.has(ref)) : rejected;
      const again = rejected.length > 0 && !lost && (answer.passing || gone);
      return again ? { passing: inOrder(updates, results) } : { final: inOrder(updates, results) };
    },
    git.timing,
    git.signal,
  );
}

interface PushAnswer {
  readonly ok: boolean;
  readonly passing: boolean;
  /** Refs whose change the server confirmed, and refs that already were as wanted. */
  readonly changed: ReadonlySet<string>;
  readonly unchanged: ReadonlySet<string>;
  readonly reason: (ref: string) => string;
}

async function push(
  git: Git,
  remote: string,
  updates: readonly RefUpdate[],
  atomic: boolean,
): Promise<PushAnswer> {
  const leases = updates.map(
    ({ ref, expect }) => `--force-with-lease=${ref}:${expect === 'absent' ? '' : expect}`,
  );
  const specs = updates.map(({ ref, oid }) => `${oid ?? ''}:${ref}`);
  const call = {
    args: [
      'push',
      '--porcelain',
      '--no-verify',
      '--no-progress',
      ...(atomic ? ['--atomic'] : []),
      ...leases,
      '--',
      remote,
      ...specs,
    ],
  };
  const { code, stdout, stderr } = await git.tryRemote(remote, call);
  const lines = new Map<string, { readonly flag: string; readonly summary: string }>();
  // `<flag>\t<from>:<to>\t<summary> (<reason>)`
  for (const line of stdout.toString('utf8').split('\n')) {
    const [flag = '', refs = '', summary = ''] = line.split('\t');
    if (summary !== '') lines.set(refs.slice(refs.indexOf(':') + 1), { flag, summary });
  }
  const flagged = (flags: string): ReadonlySet<string> =>
    new Set([...lines].filter(([, { flag }]) => flags.includes(flag)).map(([ref]) => ref));
  const words = `${stderr}\n${[...lines.values()].map(({ flag, summary }) => (flag === '!' ? summary : '')).join('\n')}`;
  const fault = faultOf(words);
  return {
    ok: code === 0,
    passing: fault.passing,
    changed: flagged(' +-*'),
    unchanged: flagged('='),
    reason: (ref) => {
      const own = lines.get(ref)?.summary ?? '';
      const said = [own, lastWords(stderr.replace(/^error: failed to push some refs.*$/m, ''))].filter(
        (part) => part !== '',
      );
      return `${fault.advice === '' ? '' : `${fault.advice}. `}git said: ${said.join(' | ')}`;
    },
  };
}

function done(update: RefUpdate, wasThere: boolean): RefResult {
  const status = wasThere
    ? 'unchanged'
    : update.oid === null
      ? 'deleted'
      : update.expect === 'absent'
        ? 'created'
        : 'updated';
  return { ref: update.ref, status, oid: update.oid, reason: '' };
}

function judge(update: RefUpdate, now: string | null, answer: PushAnswer, tries: number): RefResult {
  if (now === update.oid && answer.changed.has(update.ref)) return done(update, false);
  // In a first try somebody else made it so; later it may have been our own try whose answer was lost.
  if (now === update.oid) return done(update, tries === 1 && !answer.passing);
  const expected = update.expect === 'absent' ? null : update.expect;
  if (now !== expected) return { ref: update.ref, status: 'stale', oid: now, reason: '' };
  return { ref: update.ref, status: 'rejected', oid: now, reason: answer.reason(update.ref) };
}

function inOrder(
  updates: readonly RefUpdate[],
  results: ReadonlyMap<string, RefResult>,
): readonly RefResult[] {
  return updates.flatMap(({ ref }) => results.get(ref) ?? []);
}
