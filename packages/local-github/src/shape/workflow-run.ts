import type { CommitSummary } from '../git/history.ts';
import type { ArtifactRecord, CheckRunRecord, RunRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { type Addresses, nodeId } from './addresses.ts';
import { minimalRepositoryShape } from './repository.ts';
import { userShape } from './user.ts';

export function runShape(
  state: State,
  addresses: Addresses,
  run: RunRecord,
  head: CommitSummary | undefined,
) {
  const repository = state.repositories.get(run.repository);
  const headRepository = state.repositories.get(run.headRepository);
  const api = addresses.repositoryApi(repository);
  const url = `${api}/actions/runs/${run.id}`;
  const actor = userShape(addresses, state.users.ensure(run.actor));
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    check_suite_id: run.id,
    check_suite_node_id: nodeId('CS', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    run_number: run.number,
    run_attempt: run.attempt,
    referenced_workflows: [],
    event: run.event,
    display_title: run.title,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: run.workflowId,
    url,
    html_url: `${addresses.repositoryWeb(repository)}/actions/runs/${run.id}`,
    pull_requests: run.pulls.map((number) => pullMinimal(state, addresses, run, number)),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor,
    triggering_actor: actor,
    run_started_at: run.startedAt,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflowId}`,
    head_commit:
      head === undefined
        ? null
        : {
            id: head.sha,
            tree_id: head.tree,
            message: head.message,
            timestamp: head.committer.date,
            author: { name: head.author.name, email: head.author.email },
            committer: { name: head.committer.name, email: head.committer.email },
          },
    repository: minimalRepositoryShape(state, addresses, repository),
    head_repository: minimalRepositoryShape(state, addresses, headRepository),
  };
}

function pullMinimal(state: State, addresses: Addresses, run: RunRecord, number: number) {
  const repository = state.repositories.get(run.repository);
  const pull = state.pulls.get(repository, number);
  const url = addresses.repositoryApi(repository);
  const repo = { id: repository.id, url, name: repository.name };
  return {
    id: pull.id,
    number,
    url: `${url}/pulls/${number}`,
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo },
  };
}

export function jobShape(state: State, addresses: Addresses, run: RunRecord, job: CheckRunRecord) {
  const repository = state.repositories.get(run.repository);
  const api = addresses.repositoryApi(repository);
  const started = job.status !== 'queued';
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: run.headBranch,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId('CR', job.id),
    head_sha: run.headSha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${addresses.repositoryWeb(repository)}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step, index) => ({ ...step, number: index + 1 })),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: started ? 1 : null,
    runner_name: started ? 'local' : null,
    runner_group_id: started ? 1 : null,
    runner_group_name: started ? 'Default' : null,
  };
}

export function artifactShape(state: State, addresses: Addresses, run: RunRecord, artifact: ArtifactRecord) {
  const api = addresses.repositoryApi(state.repositories.get(run.repository));
  const url = `${api}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId('AR', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: state.artifacts.expired(artifact),
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run: {
      id: run.id,
      repository_id: run.repository,
      head_repository_id: run.headRepository,
      ...(run.headBranch === null ? {} : { head_branch: run.headBranch }),
      head_sha: run.headSha,
    },
  };
}
