import {
  type ExitCode,
  outcomesWorstFirst,
  type Verdict,
  type VerdictSet,
  worstExitCode,
} from '@weighbridge/contract';

/** Several models weighed in one change: the worst exit code (2 > 1 > 4 > 3 > 0) and its outcome; `untouched` where there is none. */
export function verdictSet(verdicts: readonly Verdict[]): VerdictSet {
  const exitCode = worstExitCode(verdicts.map((verdict) => verdict.exitCode as ExitCode));
  const worst = verdicts.filter((verdict) => verdict.exitCode === exitCode).map(({ outcome }) => outcome);
  const outcome = outcomesWorstFirst.find((candidate) => worst.includes(candidate)) ?? 'untouched';
  return { schema: 'weighbridge/verdict-set@1', outcome, exitCode, verdicts: [...verdicts] };
}
