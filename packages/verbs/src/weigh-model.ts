import type { Verdict } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import { type Baseline, findBaseline } from './baseline.ts';
import { baselineColumns } from './baseline-columns.ts';
import type { Call } from './call.ts';
import { evaluateModel, type ModelRun } from './evaluate-model.ts';
import type { ModelPlan } from './model-plan.ts';
import type { Session } from './session.ts';
import { weigh } from './weigh.ts';

export interface WeighedModel {
  readonly plan: ModelPlan;
  readonly run: ModelRun;
  readonly verdict: Verdict;
}

/** Finds main's results of a model, evaluates it here, and judges: the way of one model from plan to verdict. */
export async function weighModel(
  call: Call,
  session: Session,
  plan: ModelPlan,
  options: { readonly full: boolean; readonly models: number },
): Promise<WeighedModel> {
  const { baseline, columns } = await openBaseline(call, session, plan);
  const run = await evaluateModel(call, session.change, plan, { full: options.full, baselines: columns });
  const verdict = await weigh(call, {
    change: session.change,
    plan,
    baseline,
    columns,
    run,
    models: options.models,
  });
  return { plan, run, verdict };
}

/** Main's results of a model, found and read. */
export async function openBaseline(
  call: Call,
  session: Session,
  plan: ModelPlan,
): Promise<{ baseline: Baseline; columns: ReadonlyMap<string, readonly ResultColumns[]> }> {
  call.reporter.step(`${plan.model.name}: looking for main's results`);
  const baseline = await findBaseline(call, session.change, plan, session.store);
  if (baseline.rung === 'none') {
    call.reporter.line(baseline.reason);
    return { baseline, columns: new Map() };
  }
  const first = baseline.runs[0];
  const several = baseline.runs.length === 1 ? '' : `, and ${baseline.runs.length - 1} more`;
  call.reporter.line(`${baseline.rung}: run of ${first?.evidence.commit.slice(0, 7) ?? ''}${several}`);
  return { baseline, columns: await baselineColumns(plan, baseline.runs) };
}
