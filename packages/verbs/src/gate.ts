import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExitCode, type Verdict, worstExitCode } from '@weighbridge/contract';
import { openRepository } from '@weighbridge/git';
import type { Call } from './call.ts';
import { readVerdicts } from './report.ts';
import { stateRoot } from './state-folder.ts';

export interface GateOutcome {
  readonly verdicts: readonly Verdict[];
  readonly exitCode: ExitCode;
  /** Why the gate is closed although no verdict closes it. */
  readonly reason: string | undefined;
}

/** Opens or closes the gate by verdicts written before. No verdict at all closes it: something failed on the way here. */
export async function gate(call: Call, paths: readonly string[]): Promise<GateOutcome> {
  const files = paths.length > 0 ? paths : await writtenVerdicts(call);
  const verdicts = (await Promise.all(files.map((path) => readVerdicts(call, path)))).flat();
  if (verdicts.length === 0) {
    return {
      verdicts,
      exitCode: 4,
      reason: 'there is no verdict to open the gate; an earlier step did not finish',
    };
  }
  return {
    verdicts,
    exitCode: worstExitCode(verdicts.map((verdict) => verdict.exitCode as ExitCode)),
    reason: undefined,
  };
}

async function writtenVerdicts(call: Call): Promise<readonly string[]> {
  const { root } = await openRepository(call.cwd, { env: call.env, signal: call.signal });
  try {
    const entries = await readdir(stateRoot(root), { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name === 'verdict.json')
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
