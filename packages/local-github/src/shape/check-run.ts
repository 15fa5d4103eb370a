import type { CheckRunRecord } from '../state/records.ts';
import type { State } from '../state/state.ts';
import { type Addresses, nodeId } from './addresses.ts';
import { userShape } from './user.ts';

/** The app that every job's check belongs to. */
function actionsApp(addresses: Addresses, state: State) {
  return {
    id: 15_368,
    slug: 'github-actions',
    node_id: nodeId('A', 15_368),
    owner: userShape(addresses, state.users.ensure('github', 'Organization')),
    name: 'GitHub Actions',
    description: 'Automate your workflow from idea to production',
    external_url: 'https://help.github.com/en/actions',
    html_url: `${addresses.web}/apps/github-actions`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2024-04-10T20:33:16Z',
    permissions: { actions: 'write', checks: 'write', metadata: 'read' },
    events: [],
  };
}

export function checkRunShape(state: State, addresses: Addresses, check: CheckRunRecord) {
  const repository = state.repositories.get(check.repository);
  const url = `${addresses.repositoryApi(repository)}/check-runs/${check.id}`;
  const web = addresses.repositoryWeb(repository);
  const page =
    check.run === null ? `${web}/runs/${check.id}` : `${web}/actions/runs/${check.run}/job/${check.id}`;
  return {
    id: check.id,
    name: check.name,
    node_id: nodeId('CR', check.id),
    head_sha: check.headSha,
    external_id: '',
    url,
    html_url: page,
    details_url: page,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: check.run ?? check.id },
    app: check.run === null ? null : actionsApp(addresses, state),
    pull_requests: [],
  };
}
