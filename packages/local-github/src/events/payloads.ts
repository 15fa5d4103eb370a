import { commits } from '../git/history.ts';
import type { PushCommand } from '../git/push-command.ts';
import type { Addresses } from '../shape/addresses.ts';
import { fullPullShape } from '../shape/pull.ts';
import { repositoryShape } from '../shape/repository.ts';
import { userShape } from '../shape/user.ts';
import { runShape } from '../shape/workflow-run.ts';
import type { PullRecord, QueueRecord, RepositoryRecord, RunRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { headCommit, type Payload, pushPayload } from './push-payload.ts';
import type { PullAction, RepositoryEvent } from './repository-event.ts';

/** What a workflow finds in GITHUB_EVENT_PATH, event by event, with no field that GitHub's own payloads do not have. */
export interface Payloads {
  /** Of an event that a listener was told of; undefined if what it is about is gone. */
  of(event: RepositoryEvent): Promise<Payload | undefined>;
  pullRequest(
    pull: PullRecord,
    action: PullAction,
    sender: string,
    more?: { readonly before?: string; readonly label?: string },
  ): Promise<Payload>;
  push(repository: RepositoryRecord, moved: PushCommand, sender: string): Promise<Payload>;
  mergeGroup(entry: QueueRecord, sender: string): Promise<Payload>;
  /** `workflow`: the path of the workflow's file. */
  schedule(repository: RepositoryRecord, cron: string, workflow: string): Payload;
  workflowDispatch(
    repository: RepositoryRecord,
    ref: string,
    workflow: string,
    inputs: Readonly<Record<string, string>>,
    sender: string,
  ): Payload;
  workflowRun(
    run: RunRecord,
    action: 'requested' | 'in_progress' | 'completed',
    sender: string,
  ): Promise<Payload>;
}

export function payloadsOf(state: State, addresses: Addresses): Payloads {
  const common = (repository: RepositoryRecord, sender: string) => ({
    repository: repositoryShape(state, addresses, repository),
    sender: userShape(addresses, state.users.ensure(sender)),
  });
  return {
    async of(event) {
      const repository = state.repositories.get(event.repository);
      switch (event.name) {
        case 'push':
          return this.push(repository, event, event.actor);
        case 'pull_request': {
          const pull = state.pulls.find(repository, event.number);
          return pull && this.pullRequest(pull, event.action, event.actor, event);
        }
        case 'merge_group': {
          const entry = state.queue.list(repository).find(({ headRef }) => headRef === event.headRef);
          return entry && this.mergeGroup(entry, event.actor);
        }
      }
    },
    async pullRequest(pull, action, sender, { before, label } = {}) {
      const shape = await fullPullShape(state, addresses, pull);
      return {
        action,
        number: pull.number,
        pull_request: shape,
        ...(before !== undefined && { before, after: pull.headSha }),
        ...(label !== undefined && {
          label: shape.labels.find(({ name }) => name === label) ?? { name: label },
        }),
        ...common(state.repositories.get(pull.repository), sender),
      };
    },
    push: (repository, moved, sender) => pushPayload(state, addresses, repository, moved, sender),
    async mergeGroup(entry, sender) {
      const repository = state.repositories.get(entry.repository);
      const [head] = await commits(state.repositories.gitDir(repository), entry.headSha, 1);
      const { headSha: head_sha, headRef: head_ref, baseSha: base_sha } = entry;
      const base_ref = `refs/heads/${entry.baseRef}`;
      const head_commit = head && headCommit(head);
      return {
        action: 'checks_requested',
        merge_group: { head_sha, head_ref, base_sha, base_ref, head_commit },
        ...common(repository, sender),
      };
    },
    schedule: (repository, schedule, workflow) => ({
      schedule,
      workflow,
      repository: repositoryShape(state, addresses, repository),
    }),
    workflowDispatch: (repository, ref, workflow, inputs, sender) => ({
      inputs,
      ref,
      workflow,
      ...common(repository, sender),
    }),
    async workflowRun(run, action, sender) {
      const repository = state.repositories.get(run.repository);
      const [head] = await commits(state.repositories.gitDir(repository), run.headSha, 1).catch(() => []);
      const api = addresses.repositoryApi(repository);
      const web = addresses.repositoryWeb(repository);
      return {
        action,
        workflow_run: runShape(state, addresses, run, head),
        workflow: {
          id: run.workflowId,
          node_id: `W_${run.workflowId}`,
          name: run.name,
          path: run.path,
          state: 'active',
          created_at: run.createdAt,
          updated_at: run.createdAt,
          url: `${api}/actions/workflows/${run.workflowId}`,
          html_url: `${web}/blob/${repository.defaultBranch}/${run.path}`,
          badge_url: `${web}/workflows/${encodeURIComponent(run.name)}/badge.svg`,
        },
        ...common(repository, sender),
      };
    },
  };
}
