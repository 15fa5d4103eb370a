import { exitCodeOf, type ModelPolicy, type Verdict, type VerdictContext } from '@weighbridge/contract';
import type { BaselineOrigin, CandidateOrigin } from './input.ts';

/** What a verdict without numbers says. */
export interface SettleInput {
  readonly model: ModelPolicy;
  readonly kind: Verdict['kind'];
  readonly policyFrom: Verdict['policy'];
  readonly trust: Verdict['trust'];
  readonly outcome:
    | 'untouched'
    | 'not-run'
    | 'error'
    | 'not-comparable'
    | 'incomplete'
    | 'no-baseline'
    | 'stale-weights';
  readonly headline: string;
  readonly reasons: readonly string[];
  readonly notComparable?: readonly string[];
  /** Counts that are known although nothing is judged; 0 where left out. */
  readonly candidate: CandidateOrigin & {
    readonly rows?: number;
    readonly planned?: number;
    readonly total?: number;
    readonly missing?: number;
  };
  readonly baseline: (BaselineOrigin & { readonly rows?: number }) | null;
  readonly context: VerdictContext;
}

/** A verdict where nothing was measured: untouched, not run, crashed. */
export function settle(input: SettleInput): Verdict {
  const { model, candidate, baseline } = input;
  const none = { newlyFailing: 0, newlyPassing: 0, mustPassFailing: 0, added: 0, removed: 0 };
  return {
    schema: 'weighbridge/verdict@1',
    model: model.name,
    kind: input.kind,
    policy: input.policyFrom,
    trust: input.trust,
    mode: model.gate.mode,
    outcome: input.outcome,
    exitCode: exitCodeOf(input.outcome, model.gate),
    headline: input.headline,
    baseline: baseline === null ? null : { ...baseline, rows: baseline.rows ?? 0 },
    candidate: {
      commit: candidate.commit,
      attempt: candidate.attempt,
      rows: candidate.rows ?? 0,
      planned: candidate.planned ?? 0,
      total: candidate.total ?? 0,
      missing: candidate.missing ?? 0,
    },
    metrics: [],
    aggregates: [],
    examples: {
      newlyFailing: [],
      newlyPassing: [],
      mustPassFailing: [],
      added: [],
      removed: [],
      counts: none,
    },
    notComparable: [...(input.notComparable ?? [])],
    accepted: [],
    reasons: [...input.reasons],
    context: input.context,
  };
}
