import type { Evidence } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';
import type { Call } from './call.ts';

/** Why a weighing happens and how far its results may be trusted. */
export interface Circumstances {
  readonly kind: Evidence['kind'];
  readonly trust: Evidence['trust'];
  readonly event: string;
  /** Seeds the order of a suite beside its name: the pull request's number, elsewhere the branch. */
  readonly draw: string;
  readonly run: Evidence['run'];
  /** Commit that reports name, where it is not the one checked out: the pull request's head. */
  readonly reported?: string;
  /** Labels of the pull request. */
  readonly labels: readonly string[];
  /** Why nothing is to be weighed now, as for a draft; undefined where nothing speaks against it. */
  readonly postponed?: string;
  /** Why secrets may be missing, as in a fork's run: said where one is. */
  readonly withoutSecrets?: string;
}

/** What HEAD is weighed against in CI. */
export type CiBase =
  /** The first parent of the merge commit that CI checks out; where the head itself is checked out, its merge base with the branch. */
  | { readonly of: 'pull-request'; readonly head: string; readonly branch: string }
  /** What the queue puts the group on. */
  | { readonly of: 'queue'; readonly sha: string }
  /** What main was at before the push; undefined for a branch that is new. */
  | { readonly of: 'push'; readonly before: string | undefined }
  /** Nothing has changed: main is weighed against its own stored runs. */
  | { readonly of: 'schedule' };

/** What a CI system says of a run; a face reads it from the event and hands it in. */
export interface CiRun {
  readonly circumstances: Circumstances;
  readonly base: CiBase;
}

/** Whether everything is evaluated: main's runs and those on schedule are baselines, and a part would not do. */
export function isWhole({ kind }: Circumstances): boolean {
  return kind === 'main' || kind === 'schedule';
}

/** A person at a terminal: trusted for what a terminal decides, and never more. */
export async function terminalCircumstances(
  call: Call,
  repository: Repository,
  kind: 'local' | 'main',
): Promise<Circumstances> {
  const branch = await repository.currentBranch();
  return {
    kind,
    trust: 'local',
    event: 'terminal',
    draw: branch ?? 'detached',
    run: { id: localRunId(call), attempt: 1, url: null },
    labels: [],
  };
}

/** The time, so that newer runs sort later, and chance, so that clones that record in the same moment do not collide. */
function localRunId(call: Call): string {
  const chance = Math.floor(call.random() * 1_000_000);
  return `${call.now().getTime()}${String(chance).padStart(6, '0')}`;
}
