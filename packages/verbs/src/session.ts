import { resolve } from 'node:path';
import { folderStore, gitStore, type RunStore } from '@weighbridge/store';
import type { Call } from './call.ts';
import { type Change, type ChangeOptions, openChange } from './change.ts';
import { type ModelPlan, planModels } from './model-plan.ts';
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
  return { change, plans, store, keep: policy?.keep ?? 50 };
}
