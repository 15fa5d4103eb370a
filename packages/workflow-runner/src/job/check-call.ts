import { Failure, type Problem } from '@weighbridge/contract';
import { entriesOf, field, keyOf, textField } from '../read/node.ts';
import type { CallJob, Workflow } from '../read/workflow.ts';

/** Throws a Failure for names that the called workflow does not have, and for those it asks for and is not given. */
export function checkCall(called: Workflow, job: CallJob): void {
  if (!called.on.has('workflow_call')) {
    throw new Failure('config', `${called.path} cannot be called: it has no 'on: workflow_call'`, {
      where: job.where,
    });
  }
  const definition = called.on.get('workflow_call');
  const problems: Problem[] = [];
  for (const [kind, given] of [
    ['inputs', job.with],
    ['secrets', job.secrets],
  ] as const) {
    if (given === 'inherit') continue;
    const defined = entriesOf(field(definition, kind));
    const names = entriesOf(given).map(keyOf);
    const word = kind === 'inputs' ? 'Input' : 'Secret';
    for (const entry of entriesOf(given)) {
      if (defined.some((one) => keyOf(one) === keyOf(entry))) continue;
      const message = `Invalid ${word.toLowerCase()}, ${keyOf(entry)} is not defined in the referenced workflow.`;
      problems.push({ message, where: entry.key.where });
    }
    for (const entry of defined) {
      const required =
        textField(entry.value, 'required') === 'true' && field(entry.value, 'default') === undefined;
      if (!required || names.includes(keyOf(entry))) continue;
      problems.push({
        message: `${word} ${keyOf(entry)} is required, but not provided while calling.`,
        where: job.where,
      });
    }
  }
  if (problems.length > 0) throw new Failure('config', problems);
}
