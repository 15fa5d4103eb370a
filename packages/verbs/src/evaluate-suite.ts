import { existsSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { Failure, type ModelPolicy, type SuitePolicy } from '@weighbridge/contract';
import type { ResultColumns } from '@weighbridge/results';
import type { Call } from './call.ts';
import { type CollectedRows, collectRows } from './collect-rows.ts';
import { EvaluationProgress } from './evaluation-progress.ts';
import { failedCommand } from './failed-command.ts';
import type { Place } from './place.ts';
import { missingVariables, secretsOf, withoutVariables } from './secrets.ts';
import type { StateFolder } from './state-folder.ts';
import type { SuiteDraw } from './suite-draw.ts';
import { modelFolder } from './weights.ts';

/** How a suite's evaluation ended. A command that fails is an answer: it is never taken for a regression. */
export type SuiteRun =
  | { readonly kind: 'evaluated'; readonly rows: CollectedRows; readonly durationMs: number }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly log: readonly string[];
      readonly rows: number;
    }
  | { readonly kind: 'not-run'; readonly reason: string };

export interface EvaluateOptions {
  readonly root: string;
  readonly place: Place;
  readonly model: ModelPolicy;
  readonly suite: SuitePolicy;
  readonly draw: SuiteDraw;
  readonly folder: StateFolder;
  /** Main's columns where there are any: the running estimate is shown against them. */
  readonly baselines: readonly ResultColumns[];
  readonly keepTexts: boolean;
}

/**
 * Runs the user's command over the drawn examples and collects its rows into `results.<suite>.jsonl`. Rows that were
 * written before a crash or a timeout stay where the command wrote them.
 *
 * @throws Failure `rows` where what the command wrote cannot be read
 */
export async function evaluateSuite(call: Call, options: EvaluateOptions): Promise<SuiteRun> {
  const { suite, folder, root, model, draw } = options;
  const missing = missingVariables(call, suite.env);
  if (missing.length > 0) return { kind: 'not-run', reason: withoutVariables(call, suite.name, missing) };
  const ending = extname(draw.examples.path).toLowerCase();
  const examplesPath = folder.file(`examples.${suite.name}${ending}`);
  const written =
    suite.results === undefined ? folder.file(`rows.${suite.name}.jsonl`) : join(root, suite.results.path);
  await mkdir(modelFolder(folder), { recursive: true });
  await clearRows(suite, written);
  await draw.examples.write(examplesPath, [...draw.planned, ...draw.beside]);
  if (draw.planned.length + draw.beside.length === 0 && suite.results === undefined) {
    // A shard beyond the last example: a command that is given nothing would only stumble over it.
    await writeFile(written, '');
    return { kind: 'evaluated', rows: await collectRows(options, written), durationMs: 0 };
  }
  const progress = new EvaluationProgress(call, options, written);
  const outcome = await progress.during(() =>
    options.place.run({
      command: suite.run,
      names: suite.env,
      own: {
        WEIGHBRIDGE_EXAMPLES: examplesPath,
        WEIGHBRIDGE_RESULTS: folder.file(`rows.${suite.name}.jsonl`),
        WEIGHBRIDGE_MODEL_DIR: modelFolder(folder),
        WEIGHBRIDGE_SEED: String(model.train?.seed ?? 0),
        WEIGHBRIDGE_REPEATS: String(suite.repeats),
        WEIGHBRIDGE_MODEL: model.name,
        WEIGHBRIDGE_SUITE: suite.name,
      },
      timeoutMs: suite.timeoutMs,
      mask: secretsOf(call, model),
      onLine: (line) => call.reporter.output(line),
    }),
  );
  const ok = outcome.kind === 'exited' && outcome.code === 0;
  if (ok && !isFile(written)) {
    return { kind: 'failed', reason: nothingWritten(suite), log: outcome.lastLines, rows: 0 };
  }
  if (!ok) {
    if (progress.rows > 0)
      call.reporter.line(
        `${progress.rows} rows were written until then; they stay in ${relative(root, written)}`,
      );
    const reason = failedCommand(suite.run, outcome);
    return { kind: 'failed', reason, log: outcome.lastLines, rows: progress.rows };
  }
  return { kind: 'evaluated', rows: await collectRows(options, written), durationMs: outcome.durationMs };
}

/** Takes away rows of an earlier run; our own file whatever it became, a file of the repository only as a file. */
async function clearRows(suite: SuitePolicy, written: string): Promise<void> {
  if (suite.results !== undefined && existsSync(written) && !isFile(written)) {
    throw new Failure(
      'config',
      `\`results.path\` of ${suite.name} names ${suite.results.path}, which is a folder; name the file that holds the rows`,
      suite.where && { where: suite.where },
    );
  }
  await rm(written, { force: true, recursive: suite.results === undefined });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function nothingWritten(suite: SuitePolicy): string {
  return suite.results === undefined
    ? `\`${suite.run}\` ended well but wrote no rows; it has to write one JSON object a line to the file named by WEIGHBRIDGE_RESULTS`
    : `\`${suite.run}\` ended well but there is no ${suite.results.path}, where \`results.path\` says its rows are`;
}
