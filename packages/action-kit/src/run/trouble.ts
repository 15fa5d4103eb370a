import { type ExitCode, Failure, formatProblem } from '@weighbridge/contract';
import type { Annotation } from '../log/annotation.ts';

/** What went wrong with an action, as its log, its annotations and its summary say it. */
export interface Trouble {
  readonly how: 'failed' | 'crashed';
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly annotations: readonly Annotation[];
}

/** Sentences for what its reader can mend, a stack for a bug of ours. */
export async function troubleOf(title: string, error: unknown): Promise<Trouble> {
  const failure = await failureOf(error);
  if (failure !== undefined) {
    const annotations = failure.problems.map(
      ({ message, where }): Annotation => ({ level: 'error', message, title, where }),
    );
    const message = failure.problems.map(formatProblem).join('\n');
    return { how: 'failed', exitCode: failure.exitCode, message, annotations };
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  const message =
    'this is a bug of Weighbridge, not of your change. Please report it with what the log says.';
  return {
    how: 'crashed',
    exitCode: 4,
    message: `${message}\n${stackOf(cause)}`,
    annotations: [{ level: 'error', title, message: `${cause.message}: ${message}` }],
  };
}

/** Loaded where it is needed, as most runs have no trouble. */
async function failureOf(error: unknown): Promise<Failure | undefined> {
  if (error instanceof Failure) return error;
  return (await import('@weighbridge/verbs')).asFailure(error);
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

/** Trouble in the summary: its words may come from anywhere, so that they stand in a block that nothing in them can end. */
export function troubleMarkdown(title: string, { how, message }: Trouble): string {
  const longest = Math.max(2, ...[...message.matchAll(/`+/g)].map(([marks]) => marks.length));
  const fence = '`'.repeat(longest + 1);
  const heading = how === 'failed' ? 'could not go on' : 'ended with a bug of Weighbridge';
  return `### ⚙️ ${title} ${heading}\n\nThis is not a regression.\n\n${fence}text\n${message}\n${fence}\n`;
}
