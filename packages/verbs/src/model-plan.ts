import {
  explainHarnessKey,
  explainModelKey,
  Failure,
  type HarnessKeyParts,
  harnessKey,
  type KeyFile,
  type ModelKeyParts,
  type ModelPolicy,
  modelKey,
  type Policy,
  type SuitePolicy,
} from '@weighbridge/contract';
import type { Change } from './change.ts';
import { isWhole } from './circumstances.ts';
import { notDue } from './due.ts';
import { harnessParts, type KeyedSide, modelParts } from './key-parts.ts';

/** A key together with what it was made of, so that it can say why it differs. */
export interface Keyed<Parts> {
  readonly key: string;
  readonly parts: Parts;
}

export interface SuitePlan {
  readonly policy: SuitePolicy;
  readonly head: Keyed<HarnessKeyParts>;
  readonly base: Keyed<HarnessKeyParts> | undefined;
}

/** What a change does to one model, before anything is run. */
export interface ModelPlan {
  /** The model with those of its suites that are due; with all of them where none is. */
  readonly model: ModelPolicy;
  /** The model with all of its suites. */
  readonly whole: ModelPolicy;
  /** The whole policy that decides. */
  readonly policy: Policy;
  readonly policyFrom: 'base' | 'head';
  readonly head: Keyed<ModelKeyParts>;
  readonly base: Keyed<ModelKeyParts> | undefined;
  readonly suites: readonly SuitePlan[];
  readonly touched: boolean;
  /** Why it is not weighed now although it is touched; undefined where nothing speaks against it. */
  readonly notDue: string | undefined;
  /** Why it is not trained now although it has to be: then its weights are another model's. */
  readonly untrained: string | undefined;
  /** Suites that are left out now, and why. */
  readonly left: readonly string[];
  /** Whether the change takes the model away, files and all: then there is nothing to weigh. */
  readonly removed: boolean;
  readonly why: readonly string[];
}

/** Whether a model is to be evaluated now. */
export function isToBeWeighed({ touched, removed, notDue, untrained }: ModelPlan): boolean {
  return touched && !removed && notDue === undefined && untrained === undefined;
}

/**
 * Says of every model whether the change touches it and why. The base's policy decides, also on which models there
 * are; what is new in the head is weighed by the head's policy. A run of main is judged by main's own policy.
 *
 * @throws Failure `usage` where a named model exists on neither side
 */
export function planModels(change: Change, named: readonly string[]): readonly ModelPlan[] {
  const models = decidingModels(change);
  const chosen = chosenModels(
    models.map(({ model }) => model),
    named,
  );
  return models
    .filter(({ model }) => chosen.includes(model))
    .map(({ model, policy, from }) => planModel(change, model, policy, from));
}

/**
 * The named ones of the models; all of them where none is named.
 *
 * @throws Failure `usage` where there is no such model
 */
export function chosenModels(
  models: readonly ModelPolicy[],
  named: readonly string[],
): readonly ModelPolicy[] {
  const unknown = named.filter((name) => !models.some((model) => model.name === name));
  if (unknown.length > 0) {
    const known = models.map((model) => model.name).join(', ');
    throw new Failure('usage', `there is no model ${unknown.join(', ')}; there are ${known}`);
  }
  return models.filter((model) => named.length === 0 || named.includes(model.name));
}

interface Deciding {
  readonly model: ModelPolicy;
  readonly policy: Policy;
  readonly from: 'base' | 'head';
}

function decidingModels(change: Change): readonly Deciding[] {
  const head = change.head.policy;
  const base = isWhole(change.circumstances) ? undefined : change.base?.policy;
  const ofBase = base?.models.map((model) => ({ model, policy: base, from: 'base' as const })) ?? [];
  const fresh =
    head?.models.filter((model) => !ofBase.some((other) => other.model.name === model.name)) ?? [];
  return [
    ...ofBase.map((deciding) => ({ ...deciding, model: madeBy(deciding.model, head) })),
    ...fresh.flatMap((model) => (head ? [{ model, policy: head, from: 'head' as const }] : [])),
  ];
}

/**
 * A model that the base judges and the head makes: how it is set up, what it is trained on and how are the candidate's own;
 * which files count, and everything that judges, are the base's.
 */
function madeBy(judged: ModelPolicy, head: Policy | undefined): ModelPolicy {
  const maker = head?.models.find(({ name }) => name === judged.name);
  if (maker === undefined) return judged;
  const { setup: _, train: __, ...kept } = judged;
  const { setup, train, data } = maker;
  return {
    ...kept,
    ...(setup === undefined ? {} : { setup }),
    ...(train === undefined ? {} : { train }),
    data: { ...judged.data, ...(data.train === undefined ? {} : { train: data.train }) },
  };
}

function planModel(
  change: Change,
  whole: ModelPolicy,
  policy: Policy,
  policyFrom: 'base' | 'head',
): ModelPlan {
  const { circumstances } = change;
  const reasonsNot = whole.suites.map((suite) => notDue(suite, circumstances));
  const due = whole.suites.filter((_, index) => reasonsNot[index] === undefined);
  const left = reasonsNot.flatMap((reason) => reason ?? []);
  const model = due.length === 0 ? whole : { ...whole, suites: due };
  const head = keyedModel(change.head, model, policy);
  const baseModel = change.base?.policy?.models.find((other) => other.name === model.name);
  const base =
    change.base?.policy && baseModel ? keyedModel(change.base, baseModel, change.base.policy) : undefined;
  const suites = model.suites.map((suite) => planSuitePolicy(change, suite, baseModel));
  const removed = isRemoved(change, model, head);
  const why = removed ? ['the change removes it'] : reasons(change, base, head, suites);
  const { train } = whole;
  const untrained = train && notDue({ name: 'train', when: train.when }, circumstances, 'trained');
  const postponed = circumstances.postponed ?? (due.length === 0 ? left.join('; ') : undefined);
  return {
    model,
    whole,
    policy,
    policyFrom,
    head,
    base,
    suites,
    touched: why.length > 0,
    notDue: postponed,
    untrained,
    left,
    removed,
    why,
  };
}

/**
 * Whether the change takes a model out of weighbridge.yml and leaves none of its files but those of models that were there
 * before and stay. A model whose entry alone is gone, or that goes by another name now, is still weighed by the base's policy.
 */
function isRemoved(change: Change, model: ModelPolicy, head: Keyed<ModelKeyParts>): boolean {
  const policy = change.head.policy;
  if (policy === undefined || policy.models.some(({ name }) => name === model.name)) return false;
  const before = new Set(change.base?.policy?.models.map(({ name }) => name));
  const staying = new Set(
    policy.models
      .filter(({ name }) => before.has(name))
      .flatMap((other) => keyedModel(change.head, other, policy).parts.files.map(({ path }) => path)),
  );
  return head.parts.files.every(({ path }) => staying.has(path));
}

function planSuitePolicy(change: Change, suite: SuitePolicy, baseModel: ModelPolicy | undefined): SuitePlan {
  const ofBase = baseModel?.suites.find((other) => other.name === suite.name);
  return {
    policy: suite,
    head: keyedHarness(change.head.files, suite),
    base: change.base && ofBase ? keyedHarness(change.base.files, ofBase) : undefined,
  };
}

function reasons(
  change: Change,
  base: Keyed<ModelKeyParts> | undefined,
  head: Keyed<ModelKeyParts>,
  suites: readonly SuitePlan[],
): readonly string[] {
  if (change.circumstances.kind === 'schedule') return ['every model is weighed on schedule'];
  if (base === undefined) return ['new here: the base does not have this model'];
  const harness = suites.flatMap((suite) =>
    suite.base === undefined
      ? [`suite ${suite.policy.name} is new`]
      : explainHarnessKey(suite.base.parts, suite.head.parts).map((text) => `harness: ${text}`),
  );
  return [...explainModelKey(base.parts, head.parts), ...harness];
}

/** The model key of a commit's or a working tree's files under a policy. */
export function keyedModel(side: KeyedSide, model: ModelPolicy, policy: Policy): Keyed<ModelKeyParts> {
  const parts = modelParts(side, model, policy);
  return { key: modelKey(parts), parts };
}

export function keyedHarness(files: readonly KeyFile[], suite: SuitePolicy): Keyed<HarnessKeyParts> {
  const parts = harnessParts(files, suite);
  return { key: harnessKey(parts), parts };
}
