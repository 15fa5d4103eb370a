import { json } from '../http/reply.ts';
import { labelShapes } from '../shape/label.ts';
import type { RepositoryOperation } from './call.ts';
import { pageOf } from './page.ts';
import { notFound } from './problem.ts';

export const labelOperations: Readonly<Record<string, RepositoryOperation>> = {
  'issues/list-labels-on-issue': {
    // A pull request is an issue, too: either permission does.
    needs: [{ issues: 'read' }, { 'pull-requests': 'read' }],
    publicRead: true,
    answer(call) {
      const pull = call.state.pulls.find(call.repository, Number(call.params['issue_number']));
      if (pull === undefined) throw notFound();
      const { items, headers } = pageOf(labelShapes(call.addresses, call.repository, pull), call.url);
      return json(200, items, headers);
    },
  },
};
