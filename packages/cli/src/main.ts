import type { ExitCode } from '@weighbridge/contract';
import { CommanderError } from 'commander';
import { complain } from './complaint.ts';
import { buildProgram } from './program.ts';
import { openTerminal } from './terminal.ts';

/** What a shell says of a process that Ctrl-C ended. */
const interruptedCode = 130;

/** Runs one command line and answers with the exit code of the contract. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const terminal = openTerminal(interruption.signal);
  const json = args.includes('--json');
  let exitCode: ExitCode = 0;
  try {
    const program = buildProgram(terminal, (code) => {
      exitCode = code;
    });
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (interruption.signal.aborted) return interruptedCode;
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    return complain(terminal, error, json);
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
  return interruption.signal.aborted ? interruptedCode : exitCode;
}
