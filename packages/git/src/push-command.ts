import { faultOf } from './fault.ts';
import type { Git } from './git.ts';
import { lastWords } from './git-failure.ts';
import type { RefUpdate } from './push-refs.ts';

/** What one `git push` said. */
export interface PushAnswer {
  readonly ok: boolean;
  /** Whether the same push may succeed when it is tried again. */
  readonly passing: boolean;
  /**
   * What became of a ref: changed, as wanted before, refused, or `unknown` where the answer was lost. A push that failed
   * as a whole leaves every ref unknown.
   */
  outcome(ref: string): 'changed' | 'unchanged' | 'refused' | 'unknown';
  /** Why a ref was refused, with what to do. */
  reason(ref: string): string;
}

/** Pushes once. Each update has a lease: the server refuses it if the ref is not what is expected. */
export async function pushOnce(
  git: Git,
  remote: string,
  updates: readonly RefUpdate[],
  atomic: boolean,
): Promise<PushAnswer> {
  const flags = ['--porcelain', '--no-verify', '--no-progress', ...(atomic ? ['--atomic'] : [])];
  const leases = updates.map(
    ({ ref, expect }) => `--force-with-lease=${ref}:${expect === 'absent' ? '' : expect}`,
  );
  const specs = updates.map(({ ref, oid }) => `${oid ?? ''}:${ref}`);
  const call = { args: ['push', ...flags, ...leases, '--', remote, ...specs] };
  const { code, stdout, stderr } = await git.tryRemote(remote, call);
  const lines = parsePorcelain(stdout.toString('utf8'));
  const refusals = [...lines.values()].filter(({ flag }) => flag === '!').map(({ summary }) => summary);
  const fault = faultOf([stderr, ...refusals].join('\n'));
  return {
    ok: code === 0,
    passing: fault.passing,
    outcome: (ref) => outcomeOf(lines.get(ref)),
    reason(ref) {
      const own = lines.get(ref)?.summary ?? '';
      const rest = lastWords(stderr.replace(/^error: failed to push some refs.*$/m, ''));
      const said = [own, rest].filter((part) => part !== '').join(' | ');
      return `${fault.advice === '' ? '' : `${fault.advice}. `}git said: ${said}`;
    },
  };
}

interface PorcelainLine {
  readonly flag: string;
  readonly summary: string;
}

/** `<flag>\t<from>:<to>\t<summary> (<reason>)`, by the ref on the remote. */
function parsePorcelain(text: string): ReadonlyMap<string, PorcelainLine> {
  const lines = new Map<string, PorcelainLine>();
  for (const line of text.split('\n')) {
    const [flag = '', refs = '', summary = ''] = line.split('\t');
    if (summary !== '') lines.set(refs.slice(refs.indexOf(':') + 1), { flag, summary });
  }
  return lines;
}

function outcomeOf(line: PorcelainLine | undefined): ReturnType<PushAnswer['outcome']> {
  if (line?.flag === '=') return 'unchanged';
  if (line?.flag === '!') return line.summary.startsWith('[remote failure]') ? 'unknown' : 'refused';
  return line === undefined ? 'unknown' : 'changed';
}
