import { defineAction } from '@weighbridge/action-kit';
import { reportUnfinished } from '@weighbridge/verbs';
import { commentOn } from '../shared/comment.ts';
import { commonInputs, sessionOptions } from '../shared/inputs.ts';
import { nothingToDo } from '../shared/nothing.ts';
import { openStage } from '../shared/stage.ts';
import { verdictsOfRun } from '../shared/verdicts-of-run.ts';

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
    if (stage.context.event.name !== 'pull_request')
      return nothingToDo(`no comment: \`${stage.context.event.name}\` has no pull request`);
    const found = await verdictsOfRun(stage, inputs.model);
    const { verdicts } =
      found.reason === undefined
        ? found
        : await reportUnfinished(stage.call, sessionOptions(inputs), 'an earlier step did not finish');
    const { said, summary, url } = await commentOn(stage, verdicts, inputs.config);
    return {
      exitCode: 0,
      outputs: { outcome: said, 'exit-code': 0, ...(url === undefined ? {} : { url }) },
      summary,
      log: said,
    };
  },
});
