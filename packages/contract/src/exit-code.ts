import type { GatePolicy } from './policy.ts';
import type { VerdictOutcome } from './verdict.ts';

/** 0 may merge · 1 regressed · 2 configuration or usage is wrong · 3 cannot tell, and the policy holds · 4 the infrastructure failed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What a verdict's outcome means for the merge under the gate's policy. */
export function exitCodeOf(outcome: VerdictOutcome, gate: GatePolicy): ExitCode {
  const code = strictExitCodeOf(outcome, gate);
  return gate.mode === 'observe' && (code === 1 || code === 3) ? 0 : code;
}

function strictExitCodeOf(outcome: VerdictOutcome, gate: GatePolicy): ExitCode {
  const hold = (policy: 'pass' | 'hold'): ExitCode => (policy === 'hold' ? 3 : 0);
  switch (outcome) {
    case 'pass':
    case 'untouched':
      return 0;
    case 'regressed':
      return 1;
    case 'incomplete':
      return 3;
    case 'error':
      return 4;
    case 'inconclusive':
      return hold(gate.whenUnsure);
    case 'no-baseline':
      return hold(gate.whenNoBaseline);
    case 'not-comparable':
      return hold(gate.whenNotComparable);
    case 'stale-weights':
    case 'not-run':
      return hold(gate.whenNotWeighed);
  }
}

const severity: readonly ExitCode[] = [2, 1, 4, 3, 0];

/** The exit code of several models: 2 > 1 > 4 > 3 > 0; 0 for none. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return severity.find((code) => codes.includes(code)) ?? 0;
}

/** Of several verdicts, the outcome that says most comes first; to be asked among verdicts of the same exit code, as `observe` answers 0 to all. */
export const outcomesWorstFirst: readonly VerdictOutcome[] = [
  'regressed',
  'error',
  'incomplete',
  'not-comparable',
  'inconclusive',
  'stale-weights',
  'not-run',
  'no-baseline',
  'pass',
  'untouched',
];
