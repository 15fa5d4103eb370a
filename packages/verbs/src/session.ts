import { resolve } from 'node:path';
import { folderStore, gitStore, type RunStore } from '@weighbridge/store';
import type { Call } from './call.ts';
import { type Change, type ChangeOptions, openChange } from './change.ts';
import { type ModelPlan, planModels } from './model-plan.ts';
import { writePlans } from './plan-files.ts';
import { storePolicyOf } from './verdict-context.ts';

/** What every verb that weighs is told. */
export interface SessionOptions extends ChangeOptions {
  /** Names of the models; empty means all. */
  readonly models: readonly string[];
  /** A folder that holds the runs instead of git. */
  readonly store?: string | undefined;
}

/** A change with its plans, and where main's runs live. */
export interface Session {
  readonly change: Change;
  readonly plans: readonly ModelPlan[];
  readonly store: RunStore;
  /** How many runs of a model the store keeps. */
  readonly keep: number;
}

export async function openSession(call: Call, options: SessionOptions): Promise<Session> {
  const change = await openChange(call, options);
  const plans = planModels(change, options.models);
  const policy = storePolicyOf(plans, change);
  const prefix = policy?.prefix ?? 'refs/weighbridge';
  const store =
    options.store === undefined
      ? gitStore(change.repository, change.remote, prefix)
      : folderStore(resolve(call.cwd, options.store));
  const whole = await withUnstored(change, plans, store);
  await writePlans(change, whole);
  return { change, plans: whole, store, keep: policy?.keep ?? 50 };
}

/**
 * On main a model is also weighed where no run of it is stored, as after an evaluation that failed: else the changes that
 * follow would find nothing to be compared with until one touches the model.
 */
async function withUnstored(
  { circumstances }: Change,
  plans: readonly ModelPlan[],
  store: RunStore,
): Promise<readonly ModelPlan[]> {
  if (circumstances.kind !== 'main' || circumstances.trust !== 'main') return plans;
  return Promise.all(
    plans.map(async (plan) => {
      if (plan.touched) return plan;
      const stored = await store.list(plan.model.name);
      const isStored = stored.some(({ modelKey }) => plan.head.key.startsWith(modelKey));
      return isStored ? plan : { ...plan, touched: true, why: ['main has no stored run of it yet'] };
    }),
  );
}
