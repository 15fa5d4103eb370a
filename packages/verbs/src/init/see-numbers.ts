import type { Call } from '../call.ts';
import type { FoundExamples } from './find-examples.ts';
import { nameOf } from './path-parts.ts';
import { namedAsResults, resultFiles } from './result-files.ts';
import { firstSeen } from './seen-rows.ts';
import type { Surroundings } from './surroundings.ts';
import { type Trial, tryCommand } from './trial.ts';

/** The command that is asked for numbers. */
export interface Evaluation {
  readonly run: string;
  readonly examples: FoundExamples;
  readonly model: string;
  /** Variables that are handed to it by name. */
  readonly env: readonly string[];
  /** Its text, and that of all that it imports. */
  readonly source: string;
}

/** The rows that the command writes when it is tried; without that, those that lie in the repository. */
export async function seeNumbers(
  call: Call,
  { root }: Surroundings,
  options: { readonly tryIt: boolean; readonly trialMs: number },
  evaluation: Evaluation,
): Promise<Trial> {
  const { examples, source } = evaluation;
  const trial = options.tryIt
    ? await tryCommand(call, { ...evaluation, root, timeoutMs: options.trialMs })
    : { seen: undefined, problems: ['The command was not tried (--no-try).'], ended: false };
  if (trial.seen !== undefined) return trial;
  const there = namedAsResults(await resultFiles(root));
  const { seen } = await firstSeen(there, root, { examples, asked: undefined });
  if (seen?.results === undefined) return { ...trial, seen };
  // An evaluation takes the file of its results away before it begins: it has to be one that the command writes.
  const name = nameOf(seen.results.path);
  const isWritten = !trial.ended && source.includes(name) && !source.includes('WEIGHBRIDGE_RESULTS');
  return { ...trial, seen: isWritten ? seen : { ...seen, results: undefined } };
}

/** What is wrong with rows that could be read. */
export function seenProblems(
  { seen }: Trial,
  { files }: Surroundings,
  examples: FoundExamples,
): readonly string[] {
  const problems: string[] = [];
  if (!files.some((file) => file.path === examples.path))
    problems.push(`${examples.path} is ignored by git: a job in CI will not have it.`);
  if (seen === undefined) return problems;
  if (seen.unasked !== undefined && seen.unasked > 0) {
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
