import type { Call } from './call.ts';
import { isToBeWeighed } from './model-plan.ts';
import { openSession, type SessionOptions } from './session.ts';

export interface PlanOutcome {
  readonly models: readonly {
    readonly name: string;
    readonly touched: boolean;
    readonly why: readonly string[];
    /** Why it is not weighed now although it is touched. */
    readonly notDue: string | null;
  }[];
  /** One entry a part of a suite that is to be evaluated. */
  readonly shards: readonly {
    readonly model: string;
    readonly suite: string;
    readonly shard: number;
    readonly of: number;
  }[];
}

/** Says which models a change touches and why. Runs nothing. */
export async function plan(call: Call, options: SessionOptions): Promise<PlanOutcome> {
  const { plans } = await openSession(call, options);
  const due = plans.filter(isToBeWeighed);
  return {
    models: plans.map(({ model, touched, why, notDue, untrained }) => ({
      name: model.name,
      touched,
      why,
      notDue: notDue ?? untrained ?? null,
    })),
    shards: due.flatMap(({ model, suites }) =>
      suites.map((suite) => ({ model: model.name, suite: suite.policy.name, shard: 1, of: 1 })),
    ),
  };
}
