import { type ExitCode, Failure, formatWhere } from '@weighbridge/contract';
import { CommanderError } from 'commander';
import type { Terminal } from './terminal.ts';

/** Says what went wrong: sentences for the user's mistakes, a stack for a bug of ours. Answers with the exit code. */
export async function complain(terminal: Terminal, error: unknown, json: boolean): Promise<ExitCode> {
  const complaint = await describe(error);
  if (json) terminal.print(JSON.stringify({ error: complaint.document }));
  terminal.complain(complaint.text);
  return complaint.exitCode;
}

interface Complaint {
  readonly document: {
    readonly code: string;
    readonly message: string;
    readonly where: string | null;
    readonly problems?: readonly unknown[];
  };
  readonly text: string;
  readonly exitCode: ExitCode;
}

async function describe(error: unknown): Promise<Complaint> {
  const failure = await failureOf(error);
  if (failure !== undefined) {
    const { code, where, problems } = failure;
    const document = {
      code,
      message: problems.map((problem) => problem.message).join('\n'),
      where: where === undefined ? null : formatWhere(where),
      problems: problems.map((problem) => ({
        message: problem.message,
        where: problem.where ? formatWhere(problem.where) : null,
      })),
    };
    return { document, text: `weighbridge: ${failure.message}`, exitCode: failure.exitCode };
  }
  if (error instanceof CommanderError) {
    const message = notBuiltYet(error) ?? error.message.replace(/^error: /, '');
    return {
      document: { code: 'usage', message, where: null },
      text: `weighbridge: ${message}`,
      exitCode: 2,
    };
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  const text = `weighbridge: this is a bug of Weighbridge, not of your change. Please report it with what follows.\n${cause.stack ?? cause.message}`;
  return { document: { code: 'bug', message: cause.message, where: null }, text, exitCode: 4 };
}

/** Loaded where it is needed: mistakes on the command line are answered at once. */
async function failureOf(error: unknown): Promise<Failure | undefined> {
  if (error instanceof Failure) return error;
  if (error instanceof CommanderError) return undefined;
  return (await import('@weighbridge/verbs')).asFailure(error);
}

/** Verbs that are announced and that this version does not have yet. */
const laterVerbs = /'(suggest|history|tag|promote|rollback|versions|show|reconcile|rebuild)'/;

function notBuiltYet({ code, message }: CommanderError): string | undefined {
  const [, verb] = laterVerbs.exec(code === 'commander.unknownCommand' ? message : '') ?? [];
  return verb && `\`${verb}\` is not supported yet by this version`;
}
