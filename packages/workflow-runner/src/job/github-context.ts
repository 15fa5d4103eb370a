import type { Json } from '../expression/evaluate.ts';
import type { Run } from './engine.ts';

/** What of the context differs from job to job. */
export interface GitHubContextOptions {
  readonly token: string;
  readonly job: string;
  readonly workspace: string;
  readonly eventPath: string;
  readonly actor?: string;
}

/** The context `github` as far as it is the same for all steps of a job. */
export function githubContext(run: Run, options: GitHubContextOptions): Record<string, Json> {
  const { engine, repository, trigger, record } = run;
  const { github } = engine;
  const name = `${repository.owner}/${repository.name}`;
  const refName = trigger.ref.replace(/^refs\/(?:heads|tags|pull)\//, '');
  const id = (login: string): string => String(github.users.ensure(login).id);
  const file = `${name}/${run.workflow.path}@${trigger.ref}`;
  return {
    token: options.token,
    job: options.job,
    ref: trigger.ref,
    sha: trigger.sha,
    repository: name,
    repository_owner: repository.owner,
    repository_owner_id: id(repository.owner),
    repositoryUrl: `git://github.com/${name}.git`,
    run_id: String(record.id),
    run_number: String(record.number),
    retention_days: '90',
    run_attempt: String(record.attempt),
    artifact_cache_size_limit: '10',
    repository_visibility: repository.private ? 'private' : 'public',
    repository_id: String(repository.id),
    actor_id: id(trigger.actor),
    actor: trigger.actor,
    triggering_actor: trigger.actor,
    workflow: run.workflow.name,
    head_ref: trigger.headRef,
    base_ref: trigger.baseRef,
    event_name: trigger.event,
    event: trigger.payload as Json,
    server_url: github.serverUrl,
    api_url: github.apiUrl,
    graphql_url: github.graphqlUrl,
    ref_name: refName,
    ref_protected: repository.rulesets.some(({ target }) => target === 'branch'),
    ref_type: trigger.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    secret_source: trigger.untrusted ? 'None' : 'Actions',
    workflow_ref: file,
    workflow_sha: trigger.sha,
    workspace: options.workspace,
    event_path: options.eventPath,
    action: '',
    action_path: '',
    action_ref: '',
    action_repository: '',
    action_status: '',
    env: '',
    path: '',
    output: '',
    state: '',
    step_summary: '',
  };
}

/** Which of the context's fields become GITHUB_ variables. */
const variables = [
  ...[
    'action',
    'action_ref',
    'action_repository',
    'actor',
    'actor_id',
    'api_url',
    'base_ref',
    'event_name',
    'event_path',
  ],
  ...[
    'graphql_url',
    'head_ref',
    'job',
    'ref',
    'ref_name',
    'ref_protected',
    'ref_type',
    'repository',
    'repository_id',
  ],
  ...[
    'repository_owner',
    'repository_owner_id',
    'retention_days',
    'run_attempt',
    'run_id',
    'run_number',
    'server_url',
  ],
  ...['sha', 'triggering_actor', 'workflow', 'workflow_ref', 'workflow_sha', 'workspace'],
];

/** GITHUB_ variables of a step, from its context. */
export function githubVariables(context: Readonly<Record<string, Json>>): Record<string, string> {
  return Object.fromEntries(
    variables.map((key) => [`GITHUB_${key.toUpperCase()}`, String(context[key] ?? '')]),
  );
}
