import type { ModelPolicy, SuitePolicy, Verdict, VerdictContext } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';

/** One suite of a model: what the base's policy asks of it, and the rows of both sides. */
export interface SuiteInput {
  readonly policy: SuitePolicy;
  /** Runs of main of one model key under one harness key, the newest first; none: there is nothing to compare with. */
  readonly baselines: readonly ResultColumns[];
  readonly candidate: ResultColumns;
  /** Ids that were to be evaluated; undefined: result files given by hand, whose candidate's ids are the plan. */
  readonly planned: readonly string[] | undefined;
  /** All ids of the suite; undefined: those of both sides. */
  readonly suite: readonly string[] | undefined;
  /** Ids that may never fail. Those outside of `planned` are evaluated beside it and never enter the estimate. */
  readonly mustPass: readonly string[];
  /** What differs between the two harnesses, in words; not empty: the suite is shown, not judged. */
  readonly notComparable: readonly string[];
  /** Numbers that came without rows; reported, never gating. */
  readonly aggregates?: {
    readonly baseline?: ReadonlyMap<string, number>;
    readonly candidate: ReadonlyMap<string, number>;
  };
}

export type Rung = NonNullable<Verdict['baseline']>['rung'];

/** Where the baseline came from; its rows are in the suites. */
export interface BaselineOrigin {
  readonly commit: string | null;
  /** `ancestor`, a run of another model key, is shown and never blocks. */
  readonly rung: Rung;
  readonly runs: number;
  readonly ageDays: number | null;
}

export interface CandidateOrigin {
  readonly commit: string | null;
  readonly attempt: number;
}

/** Everything that a verdict with numbers is made of. */
export interface JudgeInput {
  readonly model: ModelPolicy;
  readonly kind: Verdict['kind'];
  readonly policyFrom: Verdict['policy'];
  readonly trust: Verdict['trust'];
  readonly suites: readonly SuiteInput[];
  /** Models that this change touches: the false-block rate of the change is divided among them. */
  readonly models: number;
  readonly baseline: BaselineOrigin | null;
  readonly candidate: CandidateOrigin;
  readonly context: VerdictContext;
}
