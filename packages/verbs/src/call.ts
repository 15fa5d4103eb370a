import type { Where } from '@weighbridge/contract';
import type { CiRun } from './circumstances.ts';

/** Where a verb tells a person what is happening; the faces decide how it looks. */
export interface Reporter {
  /** Begins a part of the work; what follows belongs to it. */
  step(title: string): void;
  /** One line that stays. */
  line(text: string): void;
  /** One line that the next one replaces where there is a terminal. */
  progress(text: string): void;
  /** Something a person should know of, though nothing failed. */
  warn(text: string, where?: Where): void;
  /** A line of a user's command, already masked. */
  output(text: string): void;
}

/** The outside world as a verb may see it: handed in by a face, so that a verb is a function of its input. */
export interface Call {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** At least 0, less than 1. */
  readonly random: () => number;
  readonly reporter: Reporter;
  /** Ends the work: children are killed, nothing is left half-written. */
  readonly signal: AbortSignal;
  /** Version of Weighbridge, as it stands in reports and evidence. */
  readonly version: string;
  /** What the CI system says of this run; undefined at a terminal. */
  readonly ci?: CiRun | undefined;
  /** For git's own calls to the server of the remote; no command of the user's is given it. */
  readonly token?: string | undefined;
  /** Who owns what commands in an image write; undefined where the system knows no such owners. */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  /** Values that a command is given only where `env:` of the policy names them. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}
