import { explainHarnessKey, type Verdict } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import { judge, type SuiteInput, settle } from '@weighbridge/verdict';
import { ageInDays, type Baseline } from './baseline.ts';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { isWhole } from './circumstances.ts';
import type { ModelRun } from './evaluate-model.ts';
import type { ModelPlan, SuitePlan } from './model-plan.ts';
import { exampleTexts, withOwnPoint } from './report-data.ts';
import { reportedCommit, settled } from './unweighed.ts';
import { modelContext, verdictContext } from './verdict-context.ts';

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
  if (run.kind !== 'evaluated') return withoutNumbers(weighing, run, call.signal.aborted);
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
            ageDays: ageInDays(call, newest),
          },
    candidate: { commit: reportedCommit(change), attempt: change.circumstances.run.attempt },
    context,
  });
  const said = [...verdict.reasons, ...notes(weighing)];
  const examples = plan.policy.store.rows === 'full' ? exampleTexts(verdict, suites) : [];
  return withOwnPoint(
    { ...verdict, reasons: said, context: { ...verdict.context, examples } },
    isWhole(change.circumstances) ? { commit: change.head.sha, at: call.now() } : undefined,
  );
}

function withoutNumbers(
  { change, plan }: Weighing,
  run: Exclude<ModelRun, { kind: 'evaluated' }>,
  cancelled: boolean,
): Verdict {
  const failed = run.kind === 'failed';
  const context = modelContext(plan.model);
  return settle({
    ...settled(change, plan),
    outcome: failed ? 'error' : 'not-run',
    headline: `${plan.model.name} was not weighed: ${run.reason}`,
    reasons: failed
      ? [
          cancelled
            ? 'a run that is cancelled says nothing about the model: this is not a regression'
            : 'a command that fails says nothing about the model: this is not a regression',
        ]
      : [run.reason],
    // The log would not say why: somebody, or a newer run, cancelled it.
    context: { ...context, log: failed && !cancelled ? run.log.slice(-30) : [] },
    candidate: {
      commit: reportedCommit(change),
      attempt: change.circumstances.run.attempt,
      ...(failed ? { rows: run.rows, planned: run.planned } : {}),
    },
  });
}

/** In what the candidate was judged otherwise than the baseline; none where they are comparable. */
function harnessDifferences(suite: SuitePlan, baseline: Baseline): readonly string[] {
  if (baseline.rung === 'none' || suite.base === undefined) return [];
  return explainHarnessKey(suite.base.parts, suite.head.parts);
}

function notes({ change, plan, baseline }: Weighing): string[] {
  const fresh =
    plan.policyFrom === 'head' && !isWhole(change.circumstances) && change.base !== undefined
      ? ["policy: head. The base has no policy for this model, so the change's own decides"]
      : [];
  const none = baseline.rung === 'none' ? [baseline.reason] : [];
  const dirty = change.head.dirty ? ['the working tree has changes that are not committed'] : [];
  const left = plan.left.map((reason) => `left out: ${reason}`);
  const unknown = Object.entries(plan.model.data).flatMap(([use, source]) => {
    const id = source === undefined ? undefined : change.head.ids(source);
    return id === undefined || id.known ? [] : [`nothing names the content of its ${use} data: ${id.reason}`];
  });
  return [...change.notes, ...left, ...unknown, ...fresh, ...none, ...baseline.notes, ...dirty];
}
