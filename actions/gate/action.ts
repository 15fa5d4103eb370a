import { defineAction, optionalText } from '@weighbridge/action-kit';
import { type ExitCode, type Verdict, worstExitCode } from '@weighbridge/contract';
import { verdictDocument } from '@weighbridge/verbs';
import { concludesSuccess } from '../common/conclusion.ts';
import { commonInputs } from '../common/inputs.ts';
import { nothingToDo } from '../common/nothing.ts';
import { openStage } from '../common/stage.ts';
import { putStatus } from '../common/status.ts';
import { verdictsOfRun } from '../common/verdicts-of-run.ts';
import { failedNeeds } from './needs.ts';

/** Ends the job as the verdicts say: this is the check to require. */
export const gateAction = defineAction({
  name: 'gate',
  title: 'Weighbridge: gate',
  description:
    'Ends the job as the verdicts say, and fails it where there is none: the check to require. Let its job run always.',
  branding: { icon: 'shield', color: 'blue' },
  inputs: {
    ...commonInputs,
    needs: optionalText({
      description:
        'The jobs that this one needs, as `toJSON(needs)` gives them: one that failed or was cancelled closes the gate.',
    }),
    status: optionalText({
      description:
        'Also set a commit status of this name. It needs `statuses: write`, and another name than the job has.',
    }),
  },
  outputs: {
    outcome:
      'What became of it; of several models the one that counts most. `none` where there is no verdict.',
    'exit-code':
      '0 may merge, 1 regressed, 2 configuration, 3 cannot tell and the policy holds, 4 infrastructure.',
  },
  async act({ call, inputs }) {
    const opening = await openStage(call);
    if (!opening.weighs) return nothingToDo(opening.why);
    const { stage } = opening;
    const failed = inputs.needs === undefined ? [] : failedNeeds(inputs.needs);
    const { verdicts, exitCode, reason } = await verdictsOfRun(stage, inputs.model);
    const reasons = [
      ...(reason === undefined ? [] : [reason]),
      ...(failed.length === 0 ? [] : [`jobs before this one did not succeed: ${failed.join(', ')}`]),
    ];
    const code = failed.length === 0 ? exitCode : worstExitCode([exitCode, 4]);
    const log = verdicts.map(line);
    if (inputs.status !== undefined)
      log.push(await putStatus(stage, inputs.status, code, reasons[0] ?? headline(verdicts, code)));
    return {
      exitCode: concludesSuccess(stage) ? 0 : code,
      outputs: {
        outcome: verdicts.length === 0 ? 'none' : verdictDocument(verdicts).outcome,
        'exit-code': code,
      },
      log: log.join('\n'),
      annotations: reasons.map((message) => ({
        level: 'error' as const,
        title: 'Weighbridge: gate',
        message,
      })),
      ...(reasons.length === 0
        ? {}
        : { summary: `### ⚙️ The gate is closed\n\n${reasons.map((text) => `- ${text}`).join('\n')}\n` }),
    };
  },
});

function line({ model, outcome, exitCode, headline: text }: Verdict): string {
  return `${exitCode === 0 ? 'open  ' : 'closed'} ${model}: ${outcome}, exit code ${exitCode}. ${text}`;
}

/** The sentence of the verdict that decides. */
function headline(verdicts: readonly Verdict[], code: ExitCode): string {
  return verdicts.find(({ exitCode }) => exitCode === code)?.headline ?? '';
}
