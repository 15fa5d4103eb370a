import { type CommandOutcome, runCommand } from '@weighbridge/process';

/** A program to run. */
export interface Child {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  readonly onLine: (line: string) => void;
}

/** Runs a program to its end; when this returns, nothing of it runs any more. */
export function runChild({ words, cwd, env, timeoutMs, signal, onLine }: Child): Promise<CommandOutcome> {
  return runCommand({
    command: `exec ${words.map(quoted).join(' ')}`,
    cwd,
    env,
    timeoutMs,
    mask: [],
    onLine,
    ...(signal === undefined ? {} : { signal }),
  });
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
