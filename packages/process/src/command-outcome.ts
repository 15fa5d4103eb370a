interface Ended {
  readonly durationMs: number;
  /** The last lines of both streams in the order they came, secrets masked. */
  readonly lastLines: readonly string[];
}

/** How a command ended. A command that fails is an answer, not an exception. */
export type CommandOutcome =
  | (Ended & { readonly kind: 'exited'; readonly code: number })
  | (Ended & { readonly kind: 'signalled'; readonly signal: NodeJS.Signals })
  | (Ended & { readonly kind: 'timeout'; readonly timeoutMs: number })
  | (Ended & { readonly kind: 'aborted' })
  | (Ended & { readonly kind: 'not-started'; readonly reason: string });

/** The outcome as the end of a sentence that begins with the command: "exited with code 1". */
export function describeOutcome(outcome: CommandOutcome): string {
  switch (outcome.kind) {
    case 'exited':
      return `exited with code ${outcome.code}${hintOf(outcome.code)}`;
    case 'signalled':
      return `was ended by ${outcome.signal}${outcome.signal === 'SIGKILL' ? memoryHint : ''}`;
    case 'timeout':
      return `was ended after ${describeDuration(outcome.timeoutMs)}, its time limit`;
    case 'aborted':
      return 'was interrupted';
    case 'not-started':
      return `could not be started: ${outcome.reason}`;
  }
}

const memoryHint = '; often the machine ran out of memory';

/** What a shell means by its own codes; 128 + n says that the command was ended by signal n. */
function hintOf(code: number): string {
  switch (code) {
    case 126:
      return ' (found but not executable)';
    case 127:
      return ' (a command was not found)';
    case 134:
      return ' (SIGABRT)';
    case 137:
      return ` (SIGKILL${memoryHint})`;
    case 139:
      return ' (SIGSEGV)';
    case 143:
      return ' (SIGTERM)';
    default:
      return '';
  }
}

function describeDuration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  const seconds = ms / 1_000;
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  const minutes = seconds / 60;
  return minutes < 120 ? `${Number(minutes.toFixed(1))} min` : `${Number((minutes / 60).toFixed(1))} h`;
}
