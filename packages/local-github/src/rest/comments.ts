import { json, nothing } from '../http/reply.ts';
import { commentShape } from '../shape/comment.ts';
import { maxCommentChars } from '../state/comments.ts';
import type { CommentRecord, Level, PermissionName } from '../state/records.ts';
import type { Need } from '../tokens/access.ts';
import { actorOf, type RepositoryCall, type RepositoryOperation, textOf } from './call.ts';
import { pageOf } from './page.ts';
import { notFound, Problem } from './problem.ts';

// A pull request's conversation is an issue's: either permission does.
const issues = (level: Exclude<Level, 'none'>): readonly Need[] =>
  (['issues', 'pull-requests'] satisfies PermissionName[]).map((name) => ({ [name]: level }));

export const commentOperations: Readonly<Record<string, RepositoryOperation>> = {
  'issues/list-comments': {
    needs: issues('read'),
    publicRead: true,
    answer(call) {
      const since = Date.parse(call.query.get('since') ?? '1970-01-01');
      const all = call.state.comments
        .list(call.repository, conversation(call))
        .filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
      const { items, headers } = pageOf(all, call.url);
      return json(
        200,
        items.map((comment) => shape(call, comment)),
        headers,
      );
    },
  },
  'issues/get-comment': {
    needs: issues('read'),
    publicRead: true,
    answer: (call) => json(200, shape(call, named(call))),
  },
  'issues/create-comment': {
    needs: issues('write'),
    content: true,
    answer(call) {
      const number = conversation(call);
      const comment = call.state.comments.create(call.repository, number, actorOf(call).login, bodyOf(call));
      return json(201, shape(call, comment), { location: shape(call, comment).url });
    },
  },
  'issues/update-comment': {
    needs: issues('write'),
    answer(call) {
      const comment = named(call);
      call.state.comments.update(comment, bodyOf(call));
      return json(200, shape(call, comment));
    },
  },
  'issues/delete-comment': {
    needs: issues('write'),
    answer(call) {
      call.state.comments.remove(named(call));
      return nothing();
    },
  },
};

function shape(call: RepositoryCall, comment: CommentRecord) {
  return commentShape(call.state, call.addresses, comment);
}

function conversation({ state, repository, params }: RepositoryCall): number {
  const number = Number(params['issue_number']);
  if (state.pulls.find(repository, number) === undefined) throw notFound();
  return number;
}

function named({ state, repository, params }: RepositoryCall): CommentRecord {
  const comment = state.comments.find(repository, Number(params['comment_id']));
  if (comment === undefined) throw notFound();
  return comment;
}

function bodyOf(call: RepositoryCall): string {
  const body = textOf(call.body, 'body') ?? '';
  const refuse = (message: string): Problem =>
    new Problem(422, 'Validation Failed', {
      errors: [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message }],
      limit: true,
    });
  // The description knows neither of these two limits.
  if (body.trim() === '') throw refuse('Body cannot be blank');
  if (body.length > maxCommentChars)
    throw refuse(`Body is too long (maximum is ${maxCommentChars} characters)`);
  return body;
}
