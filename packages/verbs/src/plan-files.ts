import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '@weighbridge/process';
import { z } from 'zod';
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

const planSchema = z.object({ weighed: z.boolean() });

/** Models that were to be weighed and have no verdict. */
export async function unjudgedModels(root: string): Promise<readonly string[]> {
  const judged = new Set(await modelFolders(root, 'verdict.json'));
  const open: string[] = [];
  for (const folder of await modelFolders(root, 'plan.json')) {
    if (judged.has(folder)) continue;
    const plan = readPlan(await readFile(join(folder, 'plan.json'), 'utf8'));
    if (plan?.weighed !== false) open.push(basename(folder));
  }
  return open;
}

/** Undefined where the file is not one of ours: then nothing says that the model was not to be weighed. */
function readPlan(text: string): z.infer<typeof planSchema> | undefined {
  try {
    return planSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
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
    notDue: plan.notDue ?? plan.untrained ?? null,
    modelKey: plan.head.key,
    suites: plan.suites.map(({ policy, head }) => ({ name: policy.name, harnessKey: head.key })),
  };
}
