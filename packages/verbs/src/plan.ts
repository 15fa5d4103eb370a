import type { Call } from './call.ts';
import { openChange } from './change.ts';
import { planModels } from './model-plan.ts';
import type { SessionOptions } from './session.ts';

export interface PlanOutcome {
  readonly models: readonly {
    readonly name: string;
    readonly touched: boolean;
    readonly why: readonly string[];
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
  const plans = planModels(await openChange(call, options), options.models);
  const touched = plans.filter((model) => model.touched && !model.removed);
  return {
    models: plans.map(({ model, touched: isTouched, why }) => ({
      name: model.name,
      touched: isTouched,
      why,
    })),
    shards: touched.flatMap(({ model, suites }) =>
      suites.map((suite) => ({ model: model.name, suite: suite.policy.name, shard: 1, of: 1 })),
    ),
  };
}
