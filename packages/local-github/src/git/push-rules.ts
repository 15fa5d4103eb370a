import type { RepositoryRecord, TokenRecord } from '../state/records.ts';
import { refusedForSize } from './large-files.ts';
import { deletes, type PushCommand, type Refusal } from './push-command.ts';
import { refusedByRulesets } from './ruleset.ts';
import { refusedForWorkflows } from './workflow-files.ts';

export interface Push {
  readonly repository: RepositoryRecord;
  readonly gitDir: string;
  readonly token: TokenRecord;
  readonly atomic: boolean;
  readonly commands: readonly PushCommand[];
  readonly maxFileBytes: number;
  readonly rulesUrl: string;
}

/** What the hook tells git: a reason for each refused ref, and lines that the pushing side prints. */
export interface PushAnswer {
  readonly lines: readonly string[];
  readonly refused: Readonly<Record<string, string>>;
}

/** Weighs every ref of a push by itself, as GitHub does; an atomic push falls with its first refused ref. */
export async function judgePush(push: Push): Promise<PushAnswer> {
  const lines: string[] = [];
  const refused: Record<string, string> = {};
  for (const command of push.commands) {
    const refusal = await refusalOf(push, command);
    if (refusal === undefined) continue;
    lines.push(...refusal.lines);
    refused[command.ref] = refusal.reason;
  }
  if (push.atomic && Object.keys(refused).length > 0) {
    for (const { ref } of push.commands) refused[ref] ??= 'atomic push failed';
  }
  return { lines, refused };
}

async function refusalOf(push: Push, command: PushCommand): Promise<Refusal | undefined> {
  const { repository, gitDir, token } = push;
  const { ref } = command;
  if (deletes(command) && ref === `refs/heads/${repository.defaultBranch}`) {
    return { reason: `refusing to delete the current branch: ${ref}`, lines: [] };
  }
  if (ref.startsWith('refs/heads/gh-readonly-queue/')) {
    return {
      reason: 'protected branch hook declined',
      lines: [
        `error: GH006: Protected branch update failed for ${ref}.`,
        'error: Changes must be made through the merge queue',
      ],
    };
  }
  return (
    (await refusedByRulesets(repository, gitDir, token.login, command, push.rulesUrl)) ??
    (mayWriteWorkflows(token) ? undefined : await refusedForWorkflows(gitDir, command, token.kind)) ??
    (await refusedForSize(gitDir, command, push.maxFileBytes))
  );
}

/** The token of a job can never have it, whatever its workflow asks for. */
function mayWriteWorkflows({ kind, permissions }: TokenRecord): boolean {
  if (kind === 'actions') return false;
  return kind === 'user' ? permissions.workflows !== 'none' : permissions.workflows === 'write';
}
