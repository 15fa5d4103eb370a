import { type ExitCode, Failure } from '@weighbridge/contract';
import { CommanderError } from 'commander';
import { complain } from './complaint.ts';
import { buildProgram } from './program.ts';
import { openTerminal } from './terminal.ts';

/** What a shell says of a process that a signal ended: 128 and the signal's number. */
const interruptedCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

const infrastructureCode: ExitCode = 4;

/** Runs one command line and answers with the exit code of the contract. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  const interruption = new AbortController();
  let interruptedCode: number | undefined;
  const interrupt = (signal: NodeJS.Signals): void => {
    interruptedCode ??= Object.entries(interruptedCodes).find(([name]) => name === signal)?.[1];
    interruption.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  let isOrdinary = false;
  const terminal = openTerminal(interruption.signal, () => {
    isOrdinary = true;
  });
  const json = args.includes('--json');
  // Node itself would answer 1, which says that the model regressed.
  const crash = (error: unknown): void => {
    complain(terminal, error, json).finally(() => process.exit(infrastructureCode));
  };
  process.on('uncaughtException', crash);
  let exitCode: ExitCode = 0;
  try {
    const program = buildProgram(terminal, (code) => {
      exitCode = code;
    });
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (interruptedCode === undefined) return await complain(terminal, error, json);
    await complain(terminal, new Failure('infrastructure', 'interrupted'), json);
  } finally {
    for (const signal of signals) process.removeListener(signal, interrupt);
    process.removeListener('uncaughtException', crash);
  }
  return isOrdinary ? exitCode : (interruptedCode ?? exitCode);
}
