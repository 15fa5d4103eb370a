import { Failure } from '@weighbridge/contract';
import { type CommandLine, readCommandLine, usage } from './command-line/options.ts';
import { conclusionsOf, logPrinter } from './command-line/print.ts';
import { runCall, runnerFor } from './command-line/run.ts';
import { outcomeLine } from './command-line/write-json.ts';

const cancel = new AbortController();
let ends = (): void => undefined;
const interrupted = new Promise<void>((resolve) => {
  ends = resolve;
});

// The first asks jobs to end as cancelled ones do; the second ends this process, and with it all that it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (cancel.signal.aborted) process.exit(130);
    cancel.abort();
    ends();
  });
}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    // npm runs scripts in the project's own folder, and says where it was called.
    const line = readCommandLine(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
    if (line === undefined) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    return await run(line);
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return cause.exitCode;
  }
}

async function run(line: CommandLine): Promise<number> {
  const out = line.json ? process.stderr : process.stdout;
  const write = (text: string): void => {
    out.write(text);
  };
  const runner = await runnerFor(line);
  try {
    const outcome = await runCall(runner, line, logPrinter(write), cancel.signal);
    write(conclusionsOf(outcome));
    if (line.json) process.stdout.write(`${await outcomeLine(outcome, line.state)}\n`);
    if (cancel.signal.aborted) return 130;
    if (line.serve) {
      write(`serving ${outcome.url} until interrupted\n`);
      await interrupted;
    }
    return 0;
  } finally {
    await runner.close();
  }
}
