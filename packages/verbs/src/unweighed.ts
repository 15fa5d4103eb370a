import { formatProblem, type Verdict } from '@weighbridge/contract';
import { settle } from '@weighbridge/verdict';
import type { Change } from './change.ts';
import type { ModelPlan } from './model-plan.ts';
import { asFailure } from './system-failure.ts';
import { modelContext, policyChanges } from './verdict-context.ts';

/** The verdict on a model that is not to be weighed now; undefined where it is. */
export function withoutWeighing(change: Change, plan: ModelPlan): Verdict | undefined {
  if (!plan.touched) return untouched(change, plan);
  if (plan.removed) return removedVerdict(change, plan);
  if (plan.notDue !== undefined) return notDueVerdict(change, plan, plan.notDue);
  return plan.untrained === undefined ? undefined : staleVerdict(change, plan, plan.untrained);
}

/** A model that the change leaves as it was. What it does to the policy is shown: it decides from the next change on. */
function untouched(change: Change, plan: ModelPlan): Verdict {
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
function removedVerdict(change: Change, plan: ModelPlan): Verdict {
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

/** A model that is touched and is not to be weighed now: a draft, or none of its suites is due. */
function notDueVerdict(change: Change, plan: ModelPlan, reason: string): Verdict {
  const context = modelContext(plan.model);
  const changed = { ...context.changed, policy: policyChanges(change, plan), why: [...plan.why] };
  return settle({
    ...settled(change, plan),
    outcome: 'not-run',
    headline: `${plan.model.name} was not weighed: ${reason}`,
    reasons: [],
    context: { ...context, changed },
  });
}

/** A model that has to be trained and is not now: the weights at hand are those of another model. */
function staleVerdict(change: Change, plan: ModelPlan, reason: string): Verdict {
  const context = modelContext(plan.model);
  const changed = { ...context.changed, policy: policyChanges(change, plan), why: [...plan.why] };
  return settle({
    ...settled(change, plan),
    outcome: 'stale-weights',
    headline: `${plan.model.name} needs training (${plan.why.join(', ')}): ${reason}`,
    reasons: [],
    context: { ...context, changed },
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

/** The commit that a report names: the head of a pull request, though its merge commit is what was weighed. */
export function reportedCommit({ head, circumstances }: Change): string {
  return circumstances.reported ?? head.sha;
}

/** What every verdict without numbers says. */
export function settled(change: Change, plan: ModelPlan) {
  const { kind, trust, run } = change.circumstances;
  return {
    model: plan.model,
    kind,
    policyFrom: plan.policyFrom,
    trust,
    candidate: { commit: reportedCommit(change), attempt: run.attempt },
    baseline: null,
  };
}
