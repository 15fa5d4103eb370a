import { defineAction } from '@weighbridge/action-kit';
import { Failure } from '@weighbridge/contract';
import { reportUnfinished } from '@weighbridge/verbs';
import { type CommentOutcome, commentOn, commentOnFailure } from '../common/comment.ts';
import { type Chosen, commonInputs, sessionOptions } from '../common/inputs.ts';
import { nothingToDo } from '../common/nothing.ts';
import { openStage, type Stage } from '../common/stage.ts';
import { verdictsOfRun } from '../common/verdicts-of-run.ts';

/** Puts the report on the pull request, as its one comment. */
export const commentAction = defineAction({
  name: 'comment',
  title: 'Weighbridge: comment',
  description: 'Puts the report on the pull request as one comment, which is updated from then on.',
  branding: { icon: 'message-square', color: 'blue' },
  inputs: commonInputs,
  outputs: {
    outcome: '`created`, `updated`, …: what became of the comment, in a sentence.',
    'exit-code': '0',
    url: 'Address of the comment, where there is one.',
  },
  async act({ call, inputs }) {
    const opening = await openStage(call);
    if (!opening.weighs) return nothingToDo(opening.why);
    const { stage } = opening;
    const { said, summary, url, markdown } = await saidOnPull(stage, inputs);
    return {
      exitCode: 0,
      outputs: { outcome: said, 'exit-code': 0, ...(url === undefined ? {} : { url }) },
      // The step that compared may be another job's, and nobody looks for the report in its summary.
      summary: summary === undefined ? undefined : `${markdown}\n${summary}\n`,
      log: said,
    };
  },
});

/** The report of this run; where none can be made, as with a weighbridge.yml that cannot be read, what has to be mended. */
async function saidOnPull(stage: Stage, inputs: Chosen): Promise<CommentOutcome> {
  // Without a pull request there is nobody to tell, and that is no trouble.
  if (stage.context.event.name !== 'pull_request') return commentOn(stage, [], inputs);
  try {
    const found = await verdictsOfRun(stage, inputs.model);
    const { verdicts } =
      found.reason === undefined
        ? found
        : await reportUnfinished(stage.call, sessionOptions(inputs), 'an earlier step did not finish');
    return await commentOn(stage, verdicts, inputs);
  } catch (error) {
    if (!(error instanceof Failure) || stage.call.signal.aborted) throw error;
    return commentOnFailure(stage, error, inputs);
  }
}
