import { zeroSha } from './bare-repository.ts';

/** One ref that a push wants to create, move or delete. */
export interface PushCommand {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
}

/** Why a command is refused: the words in parentheses after `[remote rejected]`, and the `remote:` lines above. */
export interface Refusal {
  readonly reason: string;
  readonly lines: readonly string[];
}

export const creates = ({ before }: PushCommand): boolean => before === zeroSha;
export const deletes = ({ after }: PushCommand): boolean => after === zeroSha;
