import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '@weighbridge/process';
import type { Change } from './change.ts';
import { jsonText } from './evidence-files.ts';
import { isToBeWeighed, type ModelPlan } from './model-plan.ts';
import { modelFolders, stateFolder } from './state-folder.ts';

/** Writes plan.json of each model, so that whoever comes later in a job knows what was to come. */
export async function writePlans(change: Change, plans: readonly ModelPlan[]): Promise<void> {
  const { root } = change.repository;
  const known = new Set(change.head.policy?.models.map(({ name }) => name));
  for (const { model } of plans) known.add(model.name);
  for (const folder of await modelFolders(root, 'plan.json')) {
    if (!known.has(basename(folder))) await rm(join(folder, 'plan.json'), { force: true });
  }
  for (const plan of plans) {
    const folder = await stateFolder(root, plan.model.name);
    await writeFileAtomic(folder.file('plan.json'), jsonText(planDocument(change, plan)));
  }
}

function planDocument(change: Change, plan: ModelPlan) {
  return {
    schema: 'weighbridge/plan@1',
    model: plan.model.name,
    commit: change.head.sha,
    base: change.base?.sha ?? null,
    touched: plan.touched,
    weighed: isToBeWeighed(plan),
    why: plan.why,
    notDue: plan.notDue ?? null,
    modelKey: plan.head.key,
    suites: plan.suites.map(({ policy, head }) => ({ name: policy.name, harnessKey: head.key })),
  };
}
