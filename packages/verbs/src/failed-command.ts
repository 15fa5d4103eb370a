import { type CommandOutcome, describeOutcome } from '@weighbridge/process';

/** What became of a command that did not end well, and when: `python evaluate.py` exited with code 1 after 12 s. */
export function failedCommand(command: string, outcome: CommandOutcome): string {
  const seconds = Math.round(outcome.durationMs / 1_000);
  return `\`${command}\` ${describeOutcome(outcome)}${outcome.kind === 'timeout' ? '' : ` after ${seconds} s`}`;
}
