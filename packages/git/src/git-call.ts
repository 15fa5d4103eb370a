import type { ConfigEntry } from './environment.ts';

/** One git command. `args` begin with the subcommand and never hold a secret. */
export interface GitCall {
  readonly args: readonly string[];
  readonly input?: Uint8Array | AsyncIterable<Uint8Array>;
  readonly secretConfig?: readonly ConfigEntry[];
  readonly extraEnv?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Most bytes of stdout that are taken before the command is ended. */
  readonly maxBytes?: number;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: Buffer;
  /** In English, without secrets and control characters. */
  readonly stderr: string;
}

export interface GitOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly secrets: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** The subcommand, for messages. */
export function commandName(call: GitCall): string {
  return call.args.find((arg, index) => !arg.startsWith('-') && call.args[index - 1] !== '-c') ?? 'command';
}
