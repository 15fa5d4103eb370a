import { explainHarnessKey, formatProblem, type Verdict } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import { judge, type SuiteInput, settle } from '@weighbridge/verdict';
import type { Baseline } from './baseline.ts';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import type { ModelRun } from './evaluate-model.ts';
import type { ModelPlan, SuitePlan } from './model-plan.ts';
import { exampleTexts, withOwnPoint } from './report-data.ts';
import { asFailure } from './system-failure.ts';
import { modelContext, policyChanges, verdictContext } from './verdict-context.ts';

/** Everything that a verdict on one model rests on. */
export interface Weighing {
  readonly change: Change;
  readonly plan: ModelPlan;
  readonly baseline: Baseline;
  readonly columns: ReadonlyMap<string, readonly ResultColumns[]>;
  readonly run: ModelRun;
  /** Models that the change touches: they share the rate of false blocks. */
  readonly models: number;
}

/** Judges one model's run against main: numbers where there are any, else why there are none. */
export async function weigh(call: Call, weighing: Weighing): Promise<Verdict> {
  const { change, plan, baseline, run } = weighing;
  if (run.kind !== 'evaluated') return withoutNumbers(weighing, run);
  const runs = baseline.rung === 'none' ? [] : baseline.runs;
  const changes = run.suites.flatMap((suite) => suite.draw.changes);
  const context = await verdictContext(change, plan, runs[0], changes);
  const suites = run.suites.map((result): SuiteInput => {
    const suite = plan.suites.find((other) => other.policy.name === result.name);
    if (suite === undefined) throw new Error(`suite ${result.name} is not in the plan`);
    return {
      policy: suite.policy,
      baselines: weighing.columns.get(result.name) ?? [],
      candidate: result.rows.columns,
      planned: result.draw.planned,
      suite: result.draw.examples.ids,
      mustPass: result.draw.mustPass,
      notComparable: harnessDifferences(suite, baseline),
    };
  });
  const newest = runs[0];
  const verdict = judge({
    model: plan.model,
    kind: change.circumstances.kind,
    policyFrom: plan.policyFrom,
    trust: change.circumstances.trust,
    suites,
    models: weighing.models,
    baseline:
      newest === undefined || baseline.rung === 'none'
        ? null
        : {
            commit: newest.evidence.commit,
            rung: baseline.rung,
            runs: runs.length,
            ageDays: (call.now().getTime() - newest.at.getTime()) / 86_400_000,
          },
    candidate: { commit: change.head.sha, attempt: change.circumstances.run.attempt },
    context,
  });
  const said = [...verdict.reasons, ...notes(weighing)];
  const examples = plan.policy.store.rows === 'full' ? exampleTexts(verdict, suites) : [];
  return withOwnPoint(
    { ...verdict, reasons: said, context: { ...verdict.context, examples } },
    change.circumstances.kind === 'main' ? { commit: change.head.sha, at: call.now() } : undefined,
  );
}

/** A model that the change leaves as it was. What it does to the policy is shown: it decides from the next change on. */
export function untouched(change: Change, plan: ModelPlan): Verdict {
  const context = modelContext(plan.model);
  const policy = policyChanges(change, plan);
  return settle({
    ...settled(change, plan),
    outcome: 'untouched',
    headline: `${plan.model.name} is untouched`,
    reasons: [
      'the change touches nothing that the model is made of',
      ...policy.map((text) => `it changes the policy: ${text}`),
    ],
    context: { ...context, changed: { ...context.changed, policy } },
  });
}

/** A model that the change takes away: nothing of it is left to weigh, and `when_not_weighed` of the base decides. */
export function removedVerdict(change: Change, plan: ModelPlan): Verdict {
  const context = modelContext(plan.model);
  const policy = policyChanges(change, plan);
  return settle({
    ...settled(change, plan),
    outcome: 'not-run',
    headline: `${plan.model.name} is removed by this change, so there is nothing to weigh`,
    reasons: policy,
    context: { ...context, changed: { ...context.changed, policy, why: [...plan.why] } },
  });
}

/** A model that could not be weighed, for a reason that is no command's: what its results or the machine refused. */
export function failedVerdict(change: Change, plan: ModelPlan, error: unknown): Verdict {
  const failure = asFailure(error);
  const problems = failure?.problems.map(formatProblem) ?? [
    `this is a bug of Weighbridge (${error instanceof Error ? error.message : String(error)})`,
  ];
  const verdict = settle({
    ...settled(change, plan),
    outcome: 'error',
    headline: `${plan.model.name} was not weighed: ${problems[0] ?? ''}`,
    reasons: [...problems.slice(1), 'this says nothing about the model: it is not a regression'],
    context: modelContext(plan.model),
  });
  return { ...verdict, exitCode: failure?.exitCode ?? 4 };
}

function withoutNumbers({ change, plan }: Weighing, run: Exclude<ModelRun, { kind: 'evaluated' }>): Verdict {
  const failed = run.kind === 'failed';
  const context = modelContext(plan.model);
  return settle({
    ...settled(change, plan),
    outcome: failed ? 'error' : 'not-run',
    headline: `${plan.model.name} was not weighed: ${run.reason}`,
    reasons: failed
      ? ['a command that fails says nothing about the model: this is not a regression']
      : [run.reason],
    context: { ...context, log: failed ? run.log.slice(-30) : [] },
    candidate: {
      commit: change.head.sha,
      attempt: change.circumstances.run.attempt,
      ...(failed ? { rows: run.rows, planned: run.planned } : {}),
    },
  });
}

function settled(change: Change, plan: ModelPlan) {
  const { kind, trust, run } = change.circumstances;
  return {
    model: plan.model,
    kind,
    policyFrom: plan.policyFrom,
    trust,
    candidate: { commit: change.head.sha, attempt: run.attempt },
    baseline: null,
  };
}

/** In what the candidate was judged otherwise than the baseline; none where they are comparable. */
function harnessDifferences(suite: SuitePlan, baseline: Baseline): readonly string[] {
  if (baseline.rung === 'none' || suite.base === undefined) return [];
  return explainHarnessKey(suite.base.parts, suite.head.parts);
}

function notes({ change, plan, baseline }: Weighing): string[] {
  const fresh =
    plan.policyFrom === 'head' && change.circumstances.kind !== 'main' && change.base !== undefined
      ? ["policy: head. The base has no policy for this model, so the change's own decides"]
      : [];
  const none = baseline.rung === 'none' ? [baseline.reason] : [];
  const dirty = change.head.dirty ? ['the working tree has changes that are not committed'] : [];
  return [...change.notes, ...fresh, ...none, ...baseline.notes, ...dirty];
}
