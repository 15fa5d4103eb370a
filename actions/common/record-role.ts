import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionResult } from '@weighbridge/action-kit';
import { temporaryFolder } from '@weighbridge/github';
import { type Call, type RecordRunOutcome, recordRun } from '@weighbridge/verbs';
import { fetchMissing } from './artifacts.ts';
import { concludesSuccess, repositoryUrl } from './conclusion.ts';
import { type Chosen, sessionOptions } from './inputs.ts';
import { nothingToDo } from './nothing.ts';
import { openStage, type Stage } from './stage.ts';

export const recordOutputs = {
  outcome: '`recorded`; `incomplete` where evidence of a model is missing; `not-run` on other events.',
  'exit-code': '0',
  created: 'Whether anything was stored that was not stored before: `true` or `false`.',
  runs: 'Names of the stored runs by model.',
} as const;

/** Stores what other jobs of this run of main evaluated, from a folder in which nothing is checked out. */
export async function recordRole(
  call: Call,
  inputs: Chosen,
): Promise<ActionResult<keyof typeof recordOutputs>> {
  const opening = await openStage(call);
  if (!opening.weighs) return nothingToDo(opening.why);
  if (!concludesSuccess(opening.stage)) {
    const { name } = opening.stage.context.event;
    return nothingToDo(`nothing is recorded on \`${name}\`: only runs of the default branch are`);
  }
  const cwd = await mkdtemp(join(temporaryFolder(call.env), 'weighbridge-record-'));
  try {
    const stage = { ...opening.stage, call: { ...opening.stage.call, cwd } };
    return result(await recorded(stage, inputs));
  } finally {
    await rm(cwd, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function recorded(stage: Stage, inputs: Chosen): Promise<RecordRunOutcome> {
  const { call, context } = stage;
  call.reporter.step('fetching what was evaluated');
  for (const kind of ['evidence', 'verdict'] as const) await fetchMissing(stage, kind, undefined);
  const remote = { url: `${repositoryUrl(context)}.git`, commit: context.sha };
  return recordRun(call, { ...sessionOptions(inputs), remote });
}

function result({
  recorded,
  missing,
  untouched,
}: RecordRunOutcome): ActionResult<keyof typeof recordOutputs> {
  const lines = [
    ...recorded.map(
      ({ model, run, created }) => `${model}: ${created ? 'stored as' : 'was stored before as'} ${run}`,
    ),
    ...missing.map(({ model, reason }) => `${model} was not stored: ${reason}`),
    ...untouched.map(
      (model) =>
        `${model}: nothing of it came to be stored; it is untouched, or what evaluates it left nothing`,
    ),
  ];
  return {
    exitCode: 0,
    outputs: {
      outcome: missing.length === 0 ? 'recorded' : 'incomplete',
      'exit-code': 0,
      created: recorded.some(({ created }) => created),
      runs: Object.fromEntries(recorded.map(({ model, run }) => [model, run])),
    },
    log: lines.join('\n'),
    annotations: missing.map(({ model, reason }) => ({
      level: 'warning',
      title: `Weighbridge: ${model}`,
      message: `${model} was not stored: ${reason}`,
    })),
    summary: `### Runs of main\n\n${lines.map((text) => `- ${text.replaceAll('<', '&lt;')}`).join('\n')}\n`,
  };
}
