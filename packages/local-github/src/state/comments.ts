import type { CommentRecord, RepositoryRecord } from './records.ts';
import type { Store } from './store.ts';
import type { Users } from './users.ts';

/** GitHub's limit for a comment's body, in characters; its OpenAPI description does not know it. */
export const maxCommentChars = 65_536;

export interface Comments {
  list(repository: RepositoryRecord, number: number): readonly CommentRecord[];
  find(repository: RepositoryRecord, id: number): CommentRecord | undefined;
  findById(id: number): CommentRecord | undefined;
  create(repository: RepositoryRecord, number: number, author: string, body: string): CommentRecord;
  update(comment: CommentRecord, body: string): void;
  minimize(comment: CommentRecord, reason: string): void;
  remove(comment: CommentRecord): void;
}

export function commentsOf(store: Store, users: Users): Comments {
  const { records } = store;
  return {
    list: (repository, number) =>
      records.comments.filter((one) => one.repository === repository.id && one.number === number),
    find: (repository, id) =>
      records.comments.find((one) => one.repository === repository.id && one.id === id),
    findById: (id) => records.comments.find((one) => one.id === id),
    create(repository, number, author, body) {
      users.ensure(author);
      const at = store.timestamp();
      const comment: CommentRecord = {
        id: store.nextId(),
        repository: repository.id,
        number,
        author,
        body,
        createdAt: at,
        updatedAt: at,
        minimized: null,
      };
      records.comments.push(comment);
      store.touch();
      return comment;
    },
    update(comment, body) {
      comment.body = body;
      comment.updatedAt = store.timestamp();
      store.touch();
    },
    minimize(comment, reason) {
      comment.minimized = reason;
      store.touch();
    },
    remove(comment) {
      records.comments.splice(records.comments.indexOf(comment), 1);
      store.touch();
    },
  };
}
