import type { Problem } from '@weighbridge/contract';
import { checkoutMistakes } from '../step/checkout-inputs.ts';
import { isKnownShell, knownShells } from '../step/shell.ts';
import { entriesOf, field, mapField, type Node, textsOf } from './node.ts';
import { readCall, readUses } from './uses.ts';

const jobKeys = ['container', 'services', 'snapshot', 'cancel-timeout-minutes'];
const stepKeys = ['background', 'wait', 'wait-all', 'cancel', 'parallel'];

/** What stands in a workflow file and does not run here, each with its place. */
export function unsupportedIn(root: Node): readonly Problem[] {
  return [
    ...shellsOf(field(root, 'defaults')),
    ...entriesOf(field(root, 'jobs')).flatMap(({ value }) => unsupportedInJob(value)),
  ];
}

function unsupportedInJob(job: Node): readonly Problem[] {
  const uses = field(job, 'uses');
  const called = uses?.kind === 'literal' ? readCall(String(uses.value)) : undefined;
  const steps = field(job, 'steps');
  return [
    ...keysOf(job, jobKeys),
    ...shellsOf(field(job, 'defaults')),
    ...runnersOf(field(job, 'runs-on')),
    ...(called?.kind === 'unsupported' && uses !== undefined
      ? [{ message: called.why, where: uses.where }]
      : []),
    ...(steps?.kind === 'list' ? steps.items.flatMap(unsupportedInStep) : []),
  ];
}

function unsupportedInStep(step: Node): readonly Problem[] {
  const uses = field(step, 'uses');
  const named = uses?.kind === 'literal' ? readUses(String(uses.value)) : undefined;
  return [
    ...keysOf(step, stepKeys),
    ...shellOf(field(step, 'shell')),
    ...(named?.kind === 'unsupported' && uses !== undefined
      ? [{ message: named.why, where: uses.where }]
      : []),
    ...(named?.kind === 'checkout' ? checkoutMistakes(mapField(step, 'with')) : []),
  ];
}

function keysOf(node: Node, keys: readonly string[]): readonly Problem[] {
  return entriesOf(node).flatMap(({ key }) =>
    key.kind === 'literal' && keys.includes(String(key.value))
      ? [{ message: `'${key.value}' is not supported`, where: key.where }]
      : [],
  );
}

function shellsOf(defaults: Node | undefined): readonly Problem[] {
  return shellOf(field(field(defaults, 'run'), 'shell'));
}

function shellOf(shell: Node | undefined): readonly Problem[] {
  if (shell?.kind !== 'literal' || isKnownShell(String(shell.value))) return [];
  return [
    {
      message: `the shell '${shell.value}' is not supported: ${knownShells.join(', ')} are`,
      where: shell.where,
    },
  ];
}

/** Labels of runners that this machine cannot stand for. */
export function foreignRunner(label: string): boolean {
  return /^(windows|macos)\b/i.test(label);
}

function runnersOf(runsOn: Node | undefined): readonly Problem[] {
  const labels = runsOn?.kind === 'map' ? textsOf(field(runsOn, 'labels')) : textsOf(runsOn);
  const foreign = labels.find(foreignRunner);
  if (foreign === undefined || runsOn === undefined) return [];
  return [
    {
      message: `the runner '${foreign}' is not supported: jobs run on this machine, as on Linux`,
      where: runsOn.where,
    },
  ];
}
