import { Failure, formatProblem, type Problem, type Where } from '../failure.ts';
import type { ModelPolicy, Policy } from '../policy.ts';
import type { PolicySource } from '../policy-source.ts';
import { schemaProblems } from './describe-issue.ts';
import { storeSchema } from './file-schema.ts';
import { type MergedModel, withDefaults } from './merge.ts';
import { modelSchema } from './model-schema.ts';
import { type Entry, nodeAt, plainValue } from './node.ts';
import { normaliseModel, storePolicy } from './normalise.ts';
import { readPolicyFiles } from './read-files.ts';
import { modelRules } from './rules.ts';

const maxProblems = 100;
/** Values of all models together: `defaults` lie under every one of them, so small files can mean large policies. */
const maxMergedValues = 300_000;

/** Reads, merges, checks and normalises; see `loadPolicy`. */
export async function readPolicy(source: PolicySource, path: string): Promise<Policy | undefined> {
  const files = await readPolicyFiles(source, path);
  if (files === undefined) {
    return undefined;
  }
  const problems = [...files.problems];
  const models: ModelPolicy[] = [];
  let values = 0;
  for (const [name, entry] of files.models) {
    const merged = withDefaults(name, entry, nodeAt(files.root, ['defaults']), nodeAt(files.root, ['gate']));
    values += merged.model.size;
    if (values > maxMergedValues) {
      const most = maxMergedValues.toLocaleString('en');
      const message = `the models hold more than ${most} values once \`defaults\` lie under each of them`;
      throw new Failure('config', message, { where: entry.keyAt });
    }
    const checked = readModel(name, entry, merged);
    problems.push(...checked.problems);
    if (checked.model !== undefined) {
      models.push(checked.model);
    }
  }
  if (files.models.size === 0 && problems.length === 0) {
    problems.push({ message: '`models` is missing: expected at least one model', where: files.root.at });
  }
  if (problems.length > 0) {
    throw new Failure('config', inOrder(problems, files.files));
  }
  const store = nodeAt(files.root, ['store']);
  return {
    files: files.files,
    models,
    store: storePolicy(store === undefined ? undefined : storeSchema.parse(plainValue(store))),
  };
}

function readModel(
  name: string,
  entry: Entry,
  merged: MergedModel,
): { readonly model?: ModelPolicy; readonly problems: readonly Problem[] } {
  const problems = [
    ...merged.problems,
    ...schemaProblems(modelSchema, merged.model),
    ...modelRules(name, entry.keyAt, merged.model),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  const input = modelSchema.parse(plainValue(merged.model));
  return { model: normaliseModel(name, input, merged.model, entry.keyAt), problems };
}

/** By file, line and column; what two models inherit from one place is said once. */
function inOrder(problems: readonly Problem[], files: readonly string[]): readonly Problem[] {
  const once = [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
  const sorted = once.sort((a, b) => compareWhere(a.where, b.where, files));
  const more = sorted.length - maxProblems;
  return more <= 0
    ? sorted
    : [...sorted.slice(0, maxProblems), { message: `and ${more.toLocaleString('en')} more like these` }];
}

function compareWhere(a: Where | undefined, b: Where | undefined, files: readonly string[]): number {
  const file = files.indexOf(a?.file ?? '') - files.indexOf(b?.file ?? '');
  return file || (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
