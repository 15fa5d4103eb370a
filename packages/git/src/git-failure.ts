import { Failure } from '@weighbridge/contract';
import { faultOf } from './fault.ts';
import { commandName, type GitCall, type GitOptions } from './git-call.ts';

/** The failure that a command's stderr stands for, with its likely cause and git's own words. */
export function gitFailure(options: GitOptions, call: GitCall, stderr: string, what?: string): Failure {
  const fault = faultOf(stderr);
  const words = lastWords(stderr);
  const subject = what ?? `git ${commandName(call)} failed in ${call.cwd ?? options.cwd}`;
  return new Failure(
    fault.code,
    `${subject}: ${fault.advice === '' ? '' : `${fault.advice}. `}${words === '' ? 'git gave no reason' : `git said: ${words}`}`,
  );
}

/** The lines of stderr that say something, on one line; hints and progress left out. */
export function lastWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(hint:|remote:\s*$|warning: redirecting)/i.test(line));
  return lines.slice(-4).join(' | ').slice(-600);
}
