import { Failure } from '@weighbridge/contract';
import type { Call } from '../call.ts';
import { callOf, findCommands, homeOf, namedCommand } from './find-commands.ts';
import { type ExampleSearch, findExamples, isData, readNamed } from './find-examples.ts';
import { findModelFiles } from './find-model-files.ts';
import { findMustPass } from './find-must-pass.ts';
import { findSecrets } from './find-secrets.ts';
import type { Setup } from './find-setup.ts';
import { findSubset } from './find-subset.ts';
import { importedFiles } from './imported-files.ts';
import { nameModel } from './model-name.ts';
import { notFound } from './not-found.ts';
import { otherEvaluations } from './other-evaluations.ts';
import { stemOf } from './path-parts.ts';
import type { Proposal } from './proposal.ts';
import { placeholder, proposeMetrics } from './propose-metrics.ts';
import { seeNumbers, seenProblems } from './see-numbers.ts';
import type { Surroundings } from './surroundings.ts';

export interface ProposeOptions {
  readonly setups: readonly Setup[];
  readonly run: string | undefined;
  /** From the repository's root. */
  readonly examples: string | undefined;
  readonly name: string | undefined;
  readonly tryIt: boolean;
  readonly trialMs: number;
}

const trains = /^(?:train|fit|finetune|fine_tune)(?:ing)?(?:[_.-]|$)/;

/**
 * Finds the evaluation, its examples, the model's files and the metrics.
 *
 * @throws Failure `usage` that says what was not found, and which flag names it
 */
export async function propose(call: Call, around: Surroundings, options: ProposeOptions): Promise<Proposal> {
  if (options.run?.trim() === '') throw new Failure('usage', '--run: expected a shell command');
  const all = await findCommands(around, options.setups);
  const commands = options.run === undefined ? all : [await namedCommand(options.run, around)];
  const [command] = commands;
  const evaluation = command?.files ?? [];
  const { source } = await importedFiles(around, evaluation);
  const search = await searchExamples(around, options.examples, {
    source,
    home: command === undefined ? '' : homeOf(command),
  });
  if (command === undefined || search.chosen === undefined) throw notFound(command, search);
  const examples = search.chosen;
  const home = homeOf(command);
  const name = nameModel(options.name, home, around.root);
  const mustPass = await findMustPass(around, examples);
  const training = evaluation.filter((path) => trains.test(stemOf(path)));
  const judging = evaluation.filter((path) => !training.includes(path) && path !== examples.path);
  const model = await findModelFiles(around, {
    evaluation,
    harness: judging,
    home,
    apart: commands.slice(1).flatMap((other) => (other.hidden ? [] : other.files)),
    others: all.map(homeOf).filter((folder) => folder !== home),
    data: [examples.path, ...search.others, ...(mustPass.found === undefined ? [] : [mustPass.found])],
    lockfiles: options.setups.map(({ file }) => file),
  });
  // Without a list the harness is what `run` names.
  const isListed = ((command.hidden || training.length > 0) && judging.length > 0) || model.judges.length > 0;
  const env = findSecrets(model.source);
  const trial = await seeNumbers(call, around, options, {
    run: command.run,
    examples,
    model: name,
    env,
    source: model.source,
  });
  const metrics = proposeMetrics(trial.seen?.numbers ?? []);
  return {
    name,
    command,
    otherCommands: commands.slice(1).map(({ from }) => from),
    otherEvaluations: otherEvaluations(commands, name, around.root),
    examples,
    otherExamples: search.others,
    model,
    training: model.train.flatMap((path) =>
      training.includes(path) ? [] : (callOf(path, options.setups) ?? []),
    ),
    code: isListed ? [...judging, ...model.judges] : undefined,
    mustPass: mustPass.found,
    env,
    subset: findSubset(trial, examples),
    seen: trial.seen,
    metrics: metrics.length === 0 ? [placeholder] : metrics,
    ended: trial.ended || !options.tryIt,
    problems: [...trial.problems, ...seenProblems(trial, around, examples), ...mustPass.problems],
  };
}

async function searchExamples(
  around: Surroundings,
  named: string | undefined,
  evaluation: { readonly source: string; readonly home: string },
): Promise<ExampleSearch> {
  if (named === undefined) return findExamples(around, evaluation);
  if (!isData(named)) throw new Failure('usage', `--examples ${named}: expected a .jsonl or .csv file`);
  const read = await readNamed(around, named);
  if (typeof read === 'string') throw new Failure('usage', `--examples ${named}: ${read}`);
  return { chosen: read, others: [], refused: [] };
}
