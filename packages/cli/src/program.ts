import type { ExitCode } from '@weighbridge/contract';
import { version } from '@weighbridge/contract';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from './terminal.ts';

/** Options that every verb takes. */
export interface CommonFlags {
  readonly config?: string;
  readonly model: readonly string[];
  readonly json?: boolean;
}

/** Options of the verbs that look at a change. */
export interface ChangeFlags extends CommonFlags {
  readonly base?: string;
  readonly remote?: string;
  readonly store?: string;
}

/**
 * The command line: what it takes, and which function does it. The functions are loaded when they are called, so that
 * `--help` and mistakes answer at once.
 *
 * @param finish told the exit code of the verb that ran
 */
export function buildProgram(terminal: Terminal, finish: (code: ExitCode) => void): Command {
  const program = new Command('weighbridge')
    .description('CI for models: weighs a change before it is merged.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      outputError: () => undefined,
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.complain(text.trimEnd()),
    })
    .addHelpText('after', exitCodeHelp);

  const verb = <Flags extends CommonFlags>(
    signature: string,
    about: string,
    load: () => Promise<(terminal: Terminal, flags: Flags, args: readonly string[]) => Promise<ExitCode>>,
    shape: (command: Command) => Command,
  ): void => {
    const command = shape(common(program.command(signature).description(about)));
    command.exitOverride().configureOutput({ outputError: () => undefined });
    command.action(async () => {
      const act = await load();
      const args = command.processedArgs.flat().filter((arg): arg is string => typeof arg === 'string');
      finish(await act(terminal, command.opts<Flags>(), args));
    });
  };

  verb(
    'init',
    'write weighbridge.yml and a workflow from what is found here',
    async () => (await import('./init-command.ts')).initCommand,
    (command) =>
      command
        .option('--run <command>', 'the command that evaluates')
        .option('--examples <path>', 'the examples, .jsonl or .csv')
        .option('--name <model>', 'what to call the model')
        .option('--print', 'show what would be written, and write nothing')
        .option('--no-try', 'do not run the command on a few examples'),
  );
  verb(
    'check',
    'check weighbridge.yml and the files it names',
    async () => (await import('./weighing-commands.ts')).checkCommand,
    (command) => command,
  );
  verb(
    'plan',
    'say which models a change touches, and why',
    async () => (await import('./weighing-commands.ts')).planCommand,
    ofChange,
  );
  verb(
    'build',
    'build the images of the models, or say why they need no build',
    async () => (await import('./weighing-commands.ts')).buildCommand,
    ofChange,
  );
  verb(
    'train',
    'train the models of the working tree',
    async () => (await import('./weighing-commands.ts')).trainCommand,
    ofChange,
  );
  verb(
    'eval',
    'evaluate the models of the working tree',
    async () => (await import('./weighing-commands.ts')).evalCommand,
    (command) =>
      ofChange(command)
        .option('--full', 'the whole suite, not its subset')
        .option(
          '--record',
          'compare with the previous run of main and store this one as main’s; means --full',
        )
        .option('--shard <k/n>', 'only this part of the planned examples', parseShard),
  );
  verb(
    'record',
    'store evidence and rows that `eval` wrote',
    async () => (await import('./weighing-commands.ts')).recordCommand,
    ofChange,
  );
  verb(
    'compare',
    'judge results against main’s, or files against files',
    async () => (await import('./weighing-commands.ts')).compareCommand,
    (command) =>
      ofChange(command)
        .option(
          '--baseline <file-or-revision>',
          'what to compare with; may be repeated: runs of main, averaged',
          collect,
        )
        .option('--candidate <file-or-revision>', 'what to judge; may be repeated: shards, merged', collect)
        .option('--suite <name>', 'which suite the files are of')
        .option('--out <file>', 'write the verdict there too'),
  );
  verb(
    'run',
    'plan, evaluate, compare and report, here',
    async () => (await import('./weighing-commands.ts')).runCommand,
    (command) => ofChange(command).option('--full', 'the whole suite, not its subset'),
  );
  verb(
    'report <verdict>',
    'render a verdict',
    async () => (await import('./reading-commands.ts')).reportCommand,
    (command) =>
      command.addOption(
        new Option('--format <format>', 'how it is to look').choices(['md', 'html', 'text']).default('text'),
      ),
  );
  verb(
    'explain <verdict> [metric]',
    'say which rule decided, with its numbers',
    async () => (await import('./reading-commands.ts')).explainCommand,
    (command) => command,
  );
  verb(
    'gate [verdicts...]',
    'answer with the exit code of verdicts written before',
    async () => (await import('./reading-commands.ts')).gateCommand,
    (command) => command,
  );
  verb(
    'demo',
    'play the life of a change on this machine',
    async () => (await import('./demo/demo-command.ts')).demoCommand,
    (command) =>
      command
        .option('--keep', 'keep the GitHub and the clone that the demo makes')
        .option('--serve <folder>', 'serve what --keep kept, and play nothing')
        .option('--no-serve', 'end when the last act is over'),
  );
  return program;
}

function common(command: Command): Command {
  return command
    .option('--config <path>', 'the policy (default: weighbridge.yml at the repository’s root)')
    .addOption(
      new Option('--model <name>', 'only this model; may be repeated').argParser(collect).default([], 'all'),
    )
    .option('--json', 'print the outcome as JSON, and nothing else, on standard output');
}

function ofChange(command: Command): Command {
  return command
    .option('--base <revision>', 'what the change is weighed against (default: where it left main)')
    .option('--remote <name>', 'remote that holds the runs of main (default: origin)')
    .option('--store <folder>', 'a folder that holds the runs of main instead');
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function parseShard(text: string): { index: number; of: number } {
  const [, index, of] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  if (index === undefined || of === undefined || Number(index) > Number(of)) {
    throw new InvalidArgumentError('expected k/n with 1 ≤ k ≤ n, such as 2/8.');
  }
  return { index: Number(index), of: Number(of) };
}

const exitCodeHelp = `
Exit codes: 0 may merge · 1 regressed · 2 configuration or usage is wrong · 3 cannot tell, and the policy holds ·
            4 the infrastructure failed (evaluation crashed, network)`;
