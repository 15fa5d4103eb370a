import { defineAction } from '@weighbridge/action-kit';
import { plan } from '@weighbridge/verbs';
import { commonInputs, sessionOptions } from '../common/inputs.ts';
import { nothingToDo } from '../common/nothing.ts';
import { openStage } from '../common/stage.ts';

/** Says which models a change touches, and gives a matrix of those that are to be evaluated. */
export const planAction = defineAction({
  name: 'plan',
  title: 'Weighbridge: plan',
  description: 'Says which models a change touches and why, and gives a matrix of what is to be evaluated.',
  branding: { icon: 'check-circle', color: 'blue' },
  inputs: commonInputs,
  outputs: {
    matrix:
      'A matrix for `strategy.matrix`: `{"include":[{"model":"digits"}]}`, an entry for each model to evaluate.',
    touched: 'Whether there is anything to evaluate: `true` or `false`. GitHub takes no empty matrix.',
    models: 'All models with whether they are touched, and why.',
    outcome: '`planned`; `not-run` where the event is not one to weigh on.',
  },
  async act({ call, inputs }) {
    const opening = await openStage(call);
    const empty = { matrix: { include: [] }, touched: false, models: [] };
    if (!opening.weighs) {
      const { outputs, ...nothing } = nothingToDo(opening.why);
      return { ...nothing, outputs: { ...empty, outcome: outputs.outcome ?? 'not-run' } };
    }
    const { models, shards } = await plan(opening.stage.call, sessionOptions(inputs));
    const due = [...new Set(shards.map(({ model }) => model))];
    const lines = models.map(({ name, touched, why, notDue }) =>
      touched
        ? `${name} is touched: ${why.join(', ')}${notDue === null ? '' : `; not weighed now: ${notDue}`}`
        : `${name} is untouched`,
    );
    return {
      exitCode: 0,
      outputs: {
        matrix: { include: due.map((model) => ({ model })) },
        touched: due.length > 0,
        models,
        outcome: 'planned',
      },
      log: lines.join('\n'),
    };
  },
});
