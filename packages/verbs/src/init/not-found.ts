import { Failure } from '@weighbridge/contract';
import type { EvalCommand } from './find-commands.ts';
import type { ExampleSearch } from './find-examples.ts';

/** What is missing, where it was looked for, and which flag names it. */
export function notFound(command: EvalCommand | undefined, search: ExampleSearch): Failure {
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
