import { defineAction, envLines } from '@weighbridge/action-kit';
import { evaluate } from '@weighbridge/verbs';
import { upload } from '../common/artifacts.ts';
import { concludesSuccess } from '../common/conclusion.ts';
import { commonInputs, sessionOptions } from '../common/inputs.ts';
import { nothingToDo } from '../common/nothing.ts';
import { unfinishedReport } from '../common/report-unfinished.ts';
import { openStage } from '../common/stage.ts';

/** Runs the evaluation of the models that the change touches. */
export const evalAction = defineAction({
  name: 'eval',
  title: 'Weighbridge: eval',
  description:
    'Evaluates the models that a change touches, a subset on pull requests and everything on main, and leaves the rows to the steps and jobs that follow.',
  branding: { icon: 'check-circle', color: 'blue' },
  inputs: {
    ...commonInputs,
    env: envLines({
      description:
        'Secrets as dotenv lines, `NAME=value`. A command is given those that `env:` of weighbridge.yml names.',
    }),
  },
  outputs: {
    outcome: '`evaluated`, `failed` where a command crashed or its rows were refused, `not-run`.',
    'exit-code': '0, 4 where a command failed, 2 where its rows were refused.',
    models: 'Names of the models that were evaluated.',
  },
  async act({ call, inputs }) {
    const opening = await openStage(call);
    if (!opening.weighs) return nothingToDo(opening.why);
    const { stage } = opening;
    const options = { ...sessionOptions(inputs), full: false, record: false, touchedOnly: true };
    const { suites, failed, exitCode } = await evaluate(stage.call, options);
    const evaluated = [...new Set(suites.map(({ model }) => model))];
    const left = [...evaluated, ...failed.map(({ model }) => model)];
    // A step of its own: while output of the user's commands goes on, the runner would not hear what the client masks.
    stage.call.reporter.step('keeping the rows for later jobs');
    await upload(stage, 'evidence', [...new Set(left)]);
    const crashed = failed.filter(({ kind }) => kind !== 'not-run');
    const code = crashed.length === 0 ? 0 : exitCode;
    return {
      exitCode: concludesSuccess(stage) ? 0 : code,
      outputs: {
        outcome: crashed.length > 0 ? 'failed' : evaluated.length > 0 ? 'evaluated' : 'not-run',
        'exit-code': code,
        models: evaluated,
      },
      log: [
        ...suites.map(
          ({ model, suite, rows, planned }) => `${model} · ${suite}: ${rows} rows of ${planned} planned`,
        ),
        ...failed.map(({ model, reason }) => `${model} was not evaluated: ${reason}`),
      ].join('\n'),
      annotations: failed.map(({ model, kind, reason }) => ({
        level: kind === 'not-run' ? ('warning' as const) : ('error' as const),
        title: `Weighbridge: ${model}`,
        message: `${model} was not evaluated: ${reason}`,
      })),
    };
  },
  report: (post) => unfinishedReport(post, false),
});
