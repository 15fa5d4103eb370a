import { type LocalGitHub, startLocalGitHub } from '@weighbridge/local-github';
import { readMemory } from '../raise/memory.ts';

/** At the address of the last time, if it is free: links in comments then lead somewhere. */
export async function startAgain(stateDir: string | undefined): Promise<LocalGitHub> {
  if (stateDir === undefined) return startLocalGitHub();
  const { port } = await readMemory(stateDir);
  if (port === null) return startLocalGitHub({ stateDir });
  return startLocalGitHub({ stateDir, port }).catch((cause: unknown) => {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    if (!isTaken) throw cause;
    return startLocalGitHub({ stateDir });
  });
}
