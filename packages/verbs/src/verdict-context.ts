import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  changedFiles,
  type ModelPolicy,
  type Policy,
  placeOf,
  type VerdictContext,
} from '@weighbridge/contract';
import type { StoredRun } from '@weighbridge/store';
import type { Change } from './change.ts';
import { diffDocuments, diffValues } from './flat-diff.ts';
import type { ModelPlan } from './model-plan.ts';
import { asWritten } from './policy-as-written.ts';

/** Longest list of files in a report's context; the count beside it is whole. */
const maxListedFiles = 1_000;

/** What the report says beside the numbers: what changed, who is asked, how main has fared. */
export async function verdictContext(
  change: Change,
  plan: ModelPlan,
  baseline: StoredRun | undefined,
  suiteChanges: readonly string[],
): Promise<VerdictContext> {
  const files = plan.base === undefined ? [] : changedFiles(plan.base.parts, plan.head.parts);
  const history = baseline?.verdict?.context.history ?? [];
  return {
    ...modelContext(plan.model),
    changed: {
      files: files.slice(0, maxListedFiles),
      fileCount: files.length,
      params: await paramChanges(change, plan),
      policy: [...policyChanges(change, plan), ...suiteChanges],
      why: [...plan.why],
    },
    history,
  };
}

/** The part of the context that a model's policy alone gives. */
export function modelContext(model: ModelPolicy): VerdictContext {
  return {
    about: model.about ?? null,
    owner: model.owner ?? null,
    runbook: model.runbook ?? null,
    config: placeOf(model.where),
    changed: { files: [], fileCount: 0, params: [], policy: [], why: [] },
    history: [],
    log: [],
    examples: [],
  };
}

async function paramChanges(change: Change, plan: ModelPlan): Promise<VerdictContext['changed']['params']> {
  const { base } = change;
  if (base === undefined || plan.base === undefined) return [];
  const before = new Map(plan.base.parts.params.map((file) => [file.path, file.oid]));
  const after = new Map(plan.head.parts.params.map((file) => [file.path, file.oid]));
  const differing = [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .filter((path) => before.get(path) !== after.get(path));
  const found = await Promise.all(
    differing.map(async (path) => {
      const old = before.has(path) ? await change.repository.readFile(base.sha, path) : undefined;
      const now = after.has(path) ? await readFile(join(change.repository.root, path)) : undefined;
      return diffDocuments(old, now).map((entry) => ({ file: path, ...entry }));
    }),
  );
  return found.flat();
}

/** What a change does to the policy that would judge it: shown, and without effect on this verdict. */
export function policyChanges(change: Change, plan: ModelPlan): string[] {
  if (plan.policyFrom === 'head' || change.head.policy === undefined) {
    return change.head.policy === undefined ? ['weighbridge.yml is removed'] : [];
  }
  const after = change.head.policy.models.find((model) => model.name === plan.model.name);
  if (after === undefined) return [`${plan.model.name} is removed from weighbridge.yml`];
  return diffValues(asWritten(plan.whole), asWritten(after)).map(
    ({ key, before, after: now }) => `${key}: ${before ?? 'not set'} → ${now ?? 'not set'}`,
  );
}

/** Whether two policies keep their runs at the same place; where not, the base's place is the one that counts. */
export function storePolicyOf(plans: readonly ModelPlan[], change: Change): Policy['store'] | undefined {
  return plans[0]?.policy.store ?? change.base?.policy?.store ?? change.head.policy?.store;
}
