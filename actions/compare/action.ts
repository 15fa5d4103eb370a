import { defineAction } from '@weighbridge/action-kit';
import { compare, plan } from '@weighbridge/verbs';
import { fetchMissing, upload } from '../common/artifacts.ts';
import { commonInputs, sessionOptions } from '../common/inputs.ts';
import { nothingToDo } from '../common/nothing.ts';
import { unfinishedReport } from '../common/report-unfinished.ts';
import { openStage } from '../common/stage.ts';
import { weighedOutputs, weighedResult } from '../common/weighed-result.ts';

/** Judges what `eval` left, in this job or in another one of the run, against main. */
export const compareAction = defineAction({
  name: 'compare',
  title: 'Weighbridge: compare',
  description:
    'Judges what eval left, in this job or in another of the same run, against the results of main. Decides nothing: the gate does.',
  branding: { icon: 'check-circle', color: 'blue' },
  inputs: commonInputs,
  outputs: weighedOutputs,
  async act({ call, inputs }) {
    const opening = await openStage(call);
    if (!opening.weighs) return nothingToDo(opening.why);
    const { stage } = opening;
    const options = sessionOptions(inputs);
    const { shards } = await plan(stage.call, options);
    await fetchMissing(stage, 'evidence', [...new Set(shards.map(({ model }) => model))]);
    const weighed = await compare(stage.call, { ...options, baseline: [], candidate: [] });
    await upload(
      stage,
      'verdict',
      weighed.verdicts.map(({ model }) => model),
    );
    return { ...(await weighedResult(stage, weighed)), exitCode: 0 };
  },
  report: (post) => unfinishedReport(post, false),
});
