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
  };
}

/** The time, so that newer runs sort later, and chance, so that clones that record in the same moment do not collide. */
function localRunId(call: Call): string {
  const chance = Math.floor(call.random() * 1_000_000);
  return `${call.now().getTime()}${String(chance).padStart(6, '0')}`;
}
