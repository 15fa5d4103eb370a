import { join } from 'node:path';
import { Failure } from '@weighbridge/contract';
import { readMustPass } from '@weighbridge/results';
import type { Call } from '../call.ts';
import { callOf, type EvalCommand, findCommands, homeOf, namedCommand } from './find-commands.ts';
import { type ExampleSearch, type FoundExamples, findExamples, isData, readNamed } from './find-examples.ts';
import { findModelFiles } from './find-model-files.ts';
import { findSecrets } from './find-secrets.ts';
import type { Setup } from './find-setup.ts';
import { importedFiles } from './imported-files.ts';
import { nameModel } from './model-name.ts';
import { stemOf } from './path-parts.ts';
import type { Proposal } from './proposal.ts';
import { placeholder, proposeMetrics } from './propose-metrics.ts';
import { namedAsResults, resultFiles } from './result-files.ts';
import { firstSeen } from './seen-rows.ts';
import type { Surroundings } from './surroundings.ts';
import { type Trial, tryCommand } from './trial.ts';

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
  const commands =
    options.run === undefined
      ? await findCommands(around, options.setups)
      : [await namedCommand(options.run, around)];
  const [command] = commands;
  const evaluation = command?.files ?? [];
  const { source } = await importedFiles(around, evaluation);
  const search = await searchExamples(around, options.examples, source);
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
    data: [examples.path, ...search.others, ...(mustPass.found === undefined ? [] : [mustPass.found])],
    lockfiles: options.setups.map(({ file }) => file),
  });
  const env = findSecrets(model.source);
  const trial = await see(call, around, options, { command, examples, name, env });
  const metrics = proposeMetrics(trial.seen?.numbers ?? []);
  return {
    name,
    command,
    otherCommands: commands.slice(1).map(({ from }) => from),
    examples,
    otherExamples: search.others,
    model,
    training: model.train.flatMap((path) =>
      training.includes(path) ? [] : (callOf(path, options.setups) ?? []),
    ),
    code: (command.hidden || training.length > 0) && judging.length > 0 ? judging : undefined,
    mustPass: mustPass.found,
    env,
    seen: trial.seen,
    metrics: metrics.length === 0 ? [placeholder] : metrics,
    problems: [...trial.problems, ...seenProblems(trial, around, examples), ...mustPass.problems],
  };
}

async function searchExamples(
  around: Surroundings,
  named: string | undefined,
  source: string,
): Promise<ExampleSearch> {
  if (named === undefined) return findExamples(around, source);
  if (!isData(named)) throw new Failure('usage', `--examples ${named}: expected a .jsonl or .csv file`);
  const read = await readNamed(around, named);
  if (typeof read === 'string') throw new Failure('usage', `--examples ${named}: ${read}`);
  return { chosen: read, others: [], refused: [] };
}

function notFound(command: EvalCommand | undefined, search: ExampleSearch): Failure {
  const missing: { message: string }[] = [];
  if (command === undefined) {
    missing.push({
      message:
        'no evaluation was found (evaluate.py, eval.py, evaluate.js, .mjs, .ts, .R or .sh, a stage `evaluate` of dvc.yaml, a script `eval` of package.json, a target `eval` of a Makefile); name its command with --run "python3 my_evaluation.py"',
    });
  }
  if (search.chosen === undefined) {
    const why = search.refused.length === 0 ? '' : `; ${search.refused.slice(0, 5).join('; ')}`;
    missing.push({
      message: `no examples were found (a .jsonl or .csv file called eval, test, val or examples, with a field such as \`id\`)${why}; name them with --examples data/eval.jsonl`,
    });
  }
  return new Failure('usage', [...missing, { message: 'nothing was written' }]);
}

async function see(
  call: Call,
  around: Surroundings,
  options: ProposeOptions,
  found: {
    readonly command: EvalCommand;
    readonly examples: FoundExamples;
    readonly name: string;
    readonly env: readonly string[];
  },
): Promise<Trial> {
  const { root } = around;
  const { command, examples, name, env } = found;
  const trial = options.tryIt
    ? await tryCommand(call, {
        root,
        run: command.run,
        model: name,
        examples,
        env,
        timeoutMs: options.trialMs,
      })
    : { seen: undefined, problems: ['The command was not tried (--no-try).'], ended: true };
  if (trial.seen !== undefined) return trial;
  const there = namedAsResults(await resultFiles(root));
  const { seen } = await firstSeen(there, root, { examples, asked: undefined });
  // A command that ended well and left the file as it was does not write it.
  const isWritten = !options.tryIt || !trial.ended;
  return seen === undefined || isWritten
    ? { ...trial, seen }
    : { ...trial, seen: { ...seen, results: undefined } };
}

/** What is wrong with rows that could be read. */
function seenProblems({ seen }: Trial, { files }: Surroundings, examples: FoundExamples): readonly string[] {
  const problems: string[] = [];
  if (!files.some((file) => file.path === examples.path))
    problems.push(`${examples.path} is ignored by git: a job in CI will not have it.`);
  if (seen === undefined) return problems;
  if (seen.unasked > 0) {
    problems.push(
      `${seen.unasked} rows are of examples that the command was not asked for, which \`eval\` refuses: let it read the file that WEIGHBRIDGE_EXAMPLES names.`,
    );
  }
  if (seen.unknown > 0) problems.push(`${seen.unknown} rows have an id that no example has.`);
  const path = seen.results?.path;
  if (path !== undefined && files.some((file) => file.path === path)) {
    problems.push(
      `${path} is written anew by every evaluation: let .gitignore name it, and keep it out of git.`,
    );
  }
  return problems;
}

async function findMustPass(
  { paths, root }: Surroundings,
  examples: FoundExamples,
): Promise<{ readonly found: string | undefined; readonly problems: readonly string[] }> {
  const path = paths.find((other) => /(?:^|\/)must[-_]?pass(?:\.(?:txt|ids))?$/i.test(other));
  if (path === undefined) return { found: undefined, problems: [] };
  const ids = await readMustPass(join(root, path)).catch(() => []);
  const absent = ids.filter((id) => !examples.file.keys.has(id));
  if (ids.length > 0 && absent.length === 0) return { found: path, problems: [] };
  return {
    found: undefined,
    problems: [`${path} was left out: it does not name examples of ${examples.path}.`],
  };
}
