import { choice, defineAction, envLines, optionalText } from '@weighbridge/action-kit';
import { Failure } from '@weighbridge/contract';
import { run, type Weighed } from '@weighbridge/verbs';
import { upload } from '../common/artifacts.ts';
import { commentOn, commentOnFailure } from '../common/comment.ts';
import { concludesSuccess } from '../common/conclusion.ts';
import { type Chosen, commonInputs, sessionOptions } from '../common/inputs.ts';
import { nothingToDo } from '../common/nothing.ts';
import { recordOutputs, recordRole } from '../common/record-role.ts';
import { unfinishedReport } from '../common/report-unfinished.ts';
import { openStage, type Stage } from '../common/stage.ts';
import { putStatus } from '../common/status.ts';
import { weighedOutputs, weighedResult } from '../common/weighed-result.ts';

/** The whole job in one step: weighs, or records. */
export const weighbridgeAction = defineAction({
  name: 'weighbridge',
  title: 'Weighbridge',
  description:
    'CI for models: evaluates a change on a subset, compares it with main, reports it on the pull request, and holds the merge if the model got worse.',
  branding: { icon: 'shield', color: 'blue' },
  inputs: {
    role: choice(['weigh', 'record'], {
      description:
        "`weigh` evaluates, compares, comments and decides; it never writes git. `record` stores a run of main, in a job of its own that runs nothing of the repository's.",
      default: 'weigh',
    }),
    ...commonInputs,
    env: envLines({
      description:
        'Secrets as dotenv lines, `NAME=value`. A command is given those that `env:` of weighbridge.yml names.',
    }),
    comment: choice(['auto', 'off'], {
      description:
        '`auto`: the report becomes one comment on the pull request, where the token may write it.',
      default: 'auto',
    }),
    status: optionalText({
      description:
        'Also set a commit status of this name. It needs `statuses: write`, and another name than the job has.',
    }),
  },
  outputs: { ...recordOutputs, ...weighedOutputs },
  act: ({ call, inputs }) => (inputs.role === 'record' ? recordRole(call, inputs) : weigh(call, inputs)),
  report: async (post) =>
    post.inputs.role === 'record' ? undefined : unfinishedReport(post, post.inputs.comment === 'auto'),
});

interface WeighInputs extends Chosen {
  readonly comment: 'auto' | 'off';
  readonly status: string | undefined;
}

async function weigh(call: Stage['call'], inputs: WeighInputs) {
  const opening = await openStage(call);
  if (!opening.weighs) return nothingToDo(opening.why);
  const { stage } = opening;
  const weighed = await weighedOrSaid(stage, inputs);
  stage.call.reporter.step('reporting');
  const wanted = inputs.comment === 'auto' && stage.context.event.name === 'pull_request';
  const said = wanted ? await commentOn(stage, weighed.verdicts, inputs) : undefined;
  const status = inputs.status === undefined ? undefined : await statusOf(stage, inputs.status, weighed);
  await keepEvidence(stage, weighed);
  const result = await weighedResult(stage, weighed, said?.summary);
  const lines = [result.log?.trimEnd(), said?.said, status].filter((line) => line !== undefined);
  return { ...result, log: lines.join('\n') };
}

/** Weighs; a mistake that leaves nothing to weigh is said on the pull request before it ends the step. */
async function weighedOrSaid(stage: Stage, inputs: WeighInputs): Promise<Weighed> {
  try {
    return await run(stage.call, sessionOptions(inputs));
  } catch (error) {
    const wanted = inputs.comment === 'auto' && stage.context.event.name === 'pull_request';
    if (wanted && error instanceof Failure && !stage.call.signal.aborted)
      stage.call.reporter.line((await commentOnFailure(stage, error, inputs)).said);
    throw error;
  }
}

function statusOf(stage: Stage, name: string, { verdicts, exitCode }: Weighed): Promise<string> {
  const deciding = verdicts.find((verdict) => verdict.exitCode === exitCode);
  return putStatus(stage, name, exitCode, deciding?.headline ?? 'no model was weighed');
}

/**
 * Leaves evidence and verdict to the job that records, and to whoever looks at the run later. On main a run without them
 * cannot be stored; on a pull request the verdict stands all the same.
 */
async function keepEvidence(stage: Stage, { verdicts }: Weighed): Promise<void> {
  const models = verdicts.filter(({ outcome }) => outcome !== 'untouched').map(({ model }) => model);
  try {
    for (const kind of ['evidence', 'verdict'] as const) await upload(stage, kind, models);
  } catch (error) {
    if (!(error instanceof Failure) || concludesSuccess(stage) || stage.call.signal.aborted) throw error;
    stage.call.reporter.warn(`the evidence was not kept as an artifact: ${error.message}`);
  }
}
