import { Failure } from '@weighbridge/contract';
import { git } from '../git.ts';
import { workflowsAt } from '../job/plan-run.ts';
import { cronsOf } from '../trigger/triggered.ts';
import { bringBase, type Remote } from './remote.ts';
import type { Trigger } from './trigger.ts';

/** Who, and which workflow. */
export interface DefaultBranchWish {
  readonly actor: string;
  readonly workflow: string | undefined;
}

/** The time of every schedule on the default branch, each once; or the one that is named. */
export async function raiseSchedule(
  remote: Remote,
  wish: DefaultBranchWish & { readonly cron: string | undefined },
): Promise<readonly Trigger[]> {
  const common = await standing(remote, wish.actor, 'schedule');
  const workflows = await workflowsAt(remote.gitDir, common.sha, wish.workflow);
  const crons = new Set(workflows.flatMap(({ on }) => cronsOf(on.get('schedule'))));
  if (wish.cron !== undefined && !crons.has(wish.cron)) {
    throw new Failure(
      'usage',
      `no workflow has the schedule '${wish.cron}': ${[...crons].join(', ') || 'there is none'}`,
    );
  }
  const { github, repository } = remote;
  return (wish.cron === undefined ? [...crons] : [wish.cron]).map((cron) => ({
    ...common,
    cron,
    payload: github.payloads.schedule(repository, cron, wish.workflow ?? ''),
  }));
}

/** Somebody presses "Run workflow". */
export async function raiseDispatch(
  remote: Remote,
  wish: DefaultBranchWish & { readonly inputs: Readonly<Record<string, string>> },
): Promise<readonly Trigger[]> {
  const common = await standing(remote, wish.actor, 'workflow_dispatch');
  const { github, repository } = remote;
  const payload = github.payloads.workflowDispatch(
    repository,
    common.ref,
    wish.workflow ?? '',
    wish.inputs,
    wish.actor,
  );
  return [{ ...common, payload, inputs: wish.inputs }];
}

async function standing(
  remote: Remote,
  actor: string,
  event: 'schedule' | 'workflow_dispatch',
): Promise<Omit<Trigger, 'payload'>> {
  const { repository, gitDir } = remote;
  const branch = repository.defaultBranch;
  await bringBase(remote, branch);
  const sha = await git(gitDir, 'rev-parse', `refs/heads/${branch}`);
  return {
    event,
    sha,
    ref: `refs/heads/${branch}`,
    headRef: '',
    baseRef: '',
    headSha: sha,
    headBranch: branch,
    headRepository: `${repository.owner}/${repository.name}`,
    actor,
    untrusted: false,
    pull: null,
    title: await git(gitDir, 'log', '-1', '--format=%s', sha),
  };
}
