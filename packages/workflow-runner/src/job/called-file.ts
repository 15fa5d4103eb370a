import { readCall } from '../read/uses.ts';
import type { Workflow } from '../read/workflow.ts';

/** The key among a run's files of the workflow that a job's `uses:` names; `./` is the caller's own repository. */
export function calledKey(caller: Workflow, uses: string): string {
  const called = readCall(uses);
  if (called.kind === 'unsupported') return '';
  return `${called.kind === 'ours' ? 'checkout' : caller.source}:${called.path}`;
}

/** The key of a workflow itself. */
export function keyOfWorkflow({ source, path }: Workflow): string {
  return `${source}:${path}`;
}
