import { randomUUID } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Called, Client } from './client.ts';
import type { Following, RunOutcome } from './engine.ts';
import { faultOf } from './fault.ts';
import { type GitEntry, runCall } from './run-arguments.ts';
import type { RunRequest } from './run-request.ts';

export interface Surroundings {
  readonly forbidden: readonly string[];
  readonly hasBridge: boolean;
}

/**
 * Runs a command in a container that does not outlive it: when the time is up, or the call is aborted, the container is
 * removed, not only its client.
 */
export async function runContainer(
  program: 'docker' | 'podman',
  client: Client,
  request: RunRequest,
  following: Following,
  { forbidden, hasBridge }: Surroundings,
): Promise<RunOutcome> {
  const name = `weighbridge-${randomUUID()}`;
  const { args, env } = runCall(program, request, {
    name,
    git: gitEntry(request.workTree),
    forbidden,
    hasBridge,
  });
  const called = await client(args, { ...following, env });
  if (called.outcome.kind !== 'exited') await client(['rm', '--force', name], { quiet: true });
  return isEngines(called) ? faultOf(`${program} run`, called) : { kind: 'ran', outcome: called.outcome };
}

/** The engine's own failures: it ends with 125, and says so in a line of its own. */
function isEngines({ outcome, lines }: Called): boolean {
  if (outcome.kind === 'not-started') return true;
  if (outcome.kind !== 'exited') return false;
  const own = /^(?:docker: |Error: |Error response from daemon|Cannot connect to the Docker daemon)/;
  if (outcome.code === 125) return lines.some((line) => own.test(line));
  return (
    outcome.code === 127 && lines.some((line) => own.test(line) && /executable file.*not found/.test(line))
  );
}

export function gitEntry(workTree: string): GitEntry {
  const stat = lstatSync(join(workTree, '.git'), { throwIfNoEntry: false });
  return stat === undefined ? 'none' : stat.isDirectory() ? 'folder' : 'file';
}
