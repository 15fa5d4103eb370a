import { defineAction } from '@weighbridge/action-kit';
import { commonInputs } from '../common/inputs.ts';
import { recordOutputs, recordRole } from '../common/record-role.ts';

/** Stores the run of main that other jobs evaluated. */
export const recordAction = defineAction({
  name: 'record',
  title: 'Weighbridge: record',
  description:
    'Stores as a run of main what other jobs of this workflow run evaluated. Checks nothing out and runs nothing of the repository; its job is the only one that needs `contents: write`.',
  branding: { icon: 'archive', color: 'blue' },
  inputs: commonInputs,
  outputs: recordOutputs,
  act: ({ call, inputs }) => recordRole(call, inputs),
});
