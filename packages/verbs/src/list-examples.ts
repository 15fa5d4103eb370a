import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Failure, type ModelPolicy, type SuitePolicy } from '@weighbridge/contract';
import { describeOutcome, runCommand } from '@weighbridge/process';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { commandEnvironment, secretsOf } from './secrets.ts';
import type { StateFolder } from './state-folder.ts';

/** Runs `examples: { list: … }`, whose standard output is the suite in JSON Lines, and returns the file's path. */
export async function listExamples(
  call: Call,
  change: Change,
  model: ModelPolicy,
  suite: SuitePolicy,
  command: string,
  folder: StateFolder,
): Promise<string> {
  const path = folder.file(`listed.${suite.name}.jsonl`);
  const file = createWriteStream(path);
  call.reporter.step(`${model.name}: listing examples of ${suite.name} with \`${command}\``);
  const outcome = await runCommand({
    command,
    cwd: change.repository.root,
    env: commandEnvironment(call, suite.env),
    timeoutMs: suite.timeoutMs,
    mask: secretsOf(call, model),
    signal: call.signal,
    onLine: (line, stream) => {
      if (stream === 'stdout') file.write(`${line}\n`);
      else call.reporter.output(line);
    },
  });
  file.end();
  await finished(file);
  if (outcome.kind === 'exited' && outcome.code === 0) return path;
  throw new Failure(
    'infrastructure',
    `\`${command}\`, which lists the examples of ${suite.name}, ${describeOutcome(outcome)}`,
  );
}
