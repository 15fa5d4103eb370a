import { basename, dirname, join } from 'node:path';
import {
  type ExitCode,
  Failure,
  type Verdict,
  type VerdictOutcome,
  worstExitCode,
} from '@weighbridge/contract';
import { openRepository } from '@weighbridge/git';
import type { Call } from './call.ts';
import { gitOptions } from './change.ts';
import { unjudgedModels } from './plan-files.ts';
import { readVerdicts } from './report.ts';
import { modelFolders } from './state-folder.ts';

export interface GateOutcome {
  readonly verdicts: readonly Verdict[];
  readonly exitCode: ExitCode;
  /** Why the gate is closed although no verdict closes it. */
  readonly reason: string | undefined;
}

/**
 * Opens or closes the gate by verdicts written before. No verdict at all closes it: something failed on the way here.
 *
 * @param models of the verdicts in the state folder only these; empty means all
 */
export async function gate(
  call: Call,
  paths: readonly string[],
  models: readonly string[] = [],
): Promise<GateOutcome> {
  const isMeant = (name: string): boolean => models.length === 0 || models.includes(name);
  const files =
    paths.length > 0 ? paths : (await ownVerdicts(call)).filter((path) => isMeant(basename(dirname(path))));
  const absent = paths.length > 0 ? [] : (await withoutVerdict(call)).filter(isMeant);
  const verdicts = (await Promise.all(files.map((path) => readVerdicts(call, path)))).flat();
  verdicts.forEach(assertConsistent);
  const codes = verdicts.map((verdict) => verdict.exitCode as ExitCode);
  const reason =
    absent.length > 0
      ? `there is no verdict on ${absent.join(', ')}, though it was to be weighed; an earlier step did not finish`
      : verdicts.length === 0
        ? 'there is no verdict to open the gate; an earlier step did not finish'
        : undefined;
  return { verdicts, exitCode: worstExitCode(reason === undefined ? codes : [...codes, 4]), reason };
}

/** Exit codes that an outcome can have; the policy chooses among them. */
const possibleCodes: Readonly<Record<VerdictOutcome, readonly number[]>> = {
  pass: [0],
  untouched: [0],
  regressed: [1],
  incomplete: [3],
  error: [4, 2],
  inconclusive: [0, 3],
  'no-baseline': [0, 3],
  'not-comparable': [0, 3],
  'stale-weights': [0, 3],
  'not-run': [0, 3],
};

/** A code that cannot follow from the outcome was written by another hand: it opens no gate. */
function assertConsistent({ model, outcome, exitCode, mode, accepted }: Verdict): void {
  const lenient = (mode === 'observe' || accepted.length > 0) && outcome !== 'error';
  if (possibleCodes[outcome].includes(exitCode) || (lenient && exitCode === 0)) return;
  throw new Failure(
    'rows',
    `the verdict on ${model} is \`${outcome}\` with exit code ${exitCode}, which does not follow from it; it was changed after it was written, so weigh again`,
  );
}

async function withoutVerdict(call: Call): Promise<readonly string[]> {
  return unjudgedModels((await openRepository(call.cwd, gitOptions(call))).root);
}

async function ownVerdicts(call: Call): Promise<readonly string[]> {
  const { root } = await openRepository(call.cwd, gitOptions(call));
  return (await modelFolders(root, 'verdict.json')).map((folder) => join(folder, 'verdict.json'));
}
