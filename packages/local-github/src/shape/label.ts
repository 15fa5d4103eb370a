import type { PullRecord, RepositoryRecord } from '../state/records.ts';
import { type Addresses, nodeId } from './addresses.ts';

/** The labels of a pull request, or of the issue that it is, too. */
export function labelShapes(addresses: Addresses, repository: RepositoryRecord, pull: PullRecord) {
  return pull.labels.map((name, index) => ({
    id: pull.id * 100 + index,
    node_id: nodeId('LA', pull.id * 100 + index),
    url: `${addresses.repositoryApi(repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: '',
  }));
}
