import type { Step, UsesStep } from '../read/workflow.ts';
import { firstLine } from './run-script.ts';

/** What a step is called that has no name, or whose name cannot be told yet. */
export function plainName(step: Step): string {
  const { name } = step;
  if (name?.kind === 'literal' && name.value !== null) return String(name.value);
  if (name?.kind === 'expression') return name.source;
  if (step.kind === 'uses') return `Run ${step.uses}`;
  return step.run.kind === 'literal' ? `Run ${firstLine(String(step.run.value))}` : 'Run script';
}

/** What the context `github` says within an action. */
export function actionFields({ uses }: UsesStep): Record<string, string> {
  const [, repository = '', ref = ''] = /^([^/@]+\/[^/@]+)[^@]*@(.*)$/.exec(uses) ?? [];
  return { action_repository: repository, action_ref: ref };
}
