import { field, mapField, type Node, textField } from './node.ts';
import type { Conditions } from './read-workflow.ts';
import type { Step } from './workflow.ts';

/** A step that the parser has found right, of those kinds that run here; see `refusals`. */
export function readStep(node: Node, index: number, conditions: Conditions | undefined): Step {
  const common = {
    id: textField(node, 'id') ?? conditions?.ids[index] ?? `__${index}`,
    name: field(node, 'name'),
    where: node.where,
    condition: conditions?.steps[index] ?? 'success()',
    env: mapField(node, 'env'),
    timeoutMinutes: field(node, 'timeout-minutes'),
    continueOnError: field(node, 'continue-on-error'),
  };
  const uses = textField(node, 'uses');
  if (uses !== undefined) return { ...common, kind: 'uses', uses, with: mapField(node, 'with') };
  return {
    ...common,
    kind: 'run',
    run: field(node, 'run') ?? { kind: 'literal', value: '', where: node.where },
    shell: field(node, 'shell'),
    workingDirectory: field(node, 'working-directory'),
  };
}
