import type { PostResult, PostRun } from '@weighbridge/action-kit';
import { renderMarkdown } from '@weighbridge/report';
import { reportUnfinished } from '@weighbridge/verbs';
import { commentOn } from './comment.ts';
import { repositoryUrl } from './conclusion.ts';
import { type commonInputs, sessionOptions } from './inputs.ts';
import { openStage } from './stage.ts';

/** Why a weighing ended before its verdicts were reached, as its report says it. */
const reasons = {
  failed: 'the step failed before it was done',
  crashed: 'the step ended with a bug of Weighbridge',
  cancelled: 'the job was cancelled',
  killed: 'the step was ended before it was done; its machine may have run out of memory or disk',
} as const;

/** The report of a weighing that was cut off: in the summary, and on the pull request. */
export async function unfinishedReport(
  run: PostRun<typeof commonInputs>,
  withComment: boolean,
): Promise<PostResult | undefined> {
  // What it refused is in the summary already, and nothing was begun.
  if (run.ending.how === 'failed') return undefined;
  const opening = await openStage(run.call);
  if (!opening.weighs) return undefined;
  const { stage } = opening;
  const { verdicts } = await reportUnfinished(
    stage.call,
    sessionOptions(run.inputs),
    reasons[run.ending.how],
  );
  const markdown = renderMarkdown(verdicts, {
    version: stage.call.version,
    repositoryUrl: repositoryUrl(stage.context),
  });
  if (!withComment) return { summary: markdown };
  const { said, summary } = await commentOn(stage, verdicts, run.inputs);
  return { summary: summary === undefined ? markdown : `${markdown}\n${summary}\n`, log: said };
}
