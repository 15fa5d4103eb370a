import type { Where } from '@weighbridge/contract';
import { field, mapField, type Node, textField, textsOf } from './node.ts';
import { readStep } from './read-step.ts';
import type { Conditions } from './read-workflow.ts';
import type { Job } from './workflow.ts';

/** A job of a workflow file that the parser has found right. */
export function readJob(id: string, node: Node, where: Where, conditions: Conditions | undefined): Job {
  const common = {
    id,
    where,
    name: field(node, 'name'),
    needs: textsOf(field(node, 'needs')),
    condition: conditions?.job ?? 'success()',
    permissions: field(node, 'permissions'),
    concurrency: field(node, 'concurrency'),
    strategy: field(node, 'strategy'),
  };
  const uses = textField(node, 'uses');
  if (uses !== undefined) {
    const secrets = field(node, 'secrets');
    return {
      ...common,
      kind: 'call',
      uses,
      with: mapField(node, 'with'),
      secrets: secrets?.kind === 'map' ? secrets : secrets === undefined ? undefined : 'inherit',
    };
  }
  const steps = field(node, 'steps');
  return {
    ...common,
    kind: 'steps',
    runsOn: field(node, 'runs-on'),
    env: mapField(node, 'env'),
    defaults: field(node, 'defaults'),
    environment: field(node, 'environment'),
    timeoutMinutes: field(node, 'timeout-minutes'),
    continueOnError: field(node, 'continue-on-error'),
    outputs: mapField(node, 'outputs'),
    steps: steps?.kind === 'list' ? steps.items.map((step, index) => readStep(step, index, conditions)) : [],
  };
}
