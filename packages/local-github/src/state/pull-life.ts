import type { Actor, EventFeed, PullAction } from '../events/repository-event.ts';
import type { PullEvent, PullRecord } from './records.ts';
import { fullName, type Repositories } from './repositories.ts';
import type { Store } from './store.ts';

/** The steps of a pull request's life that people and workflows hear of. */
export interface PullLife {
  /** Adds a line to the conversation. */
  note(pull: PullRecord, event: Omit<PullEvent, 'at'>): void;
  /** Raises an event. */
  emit(pull: PullRecord, actor: Actor, action: PullAction, more?: { before?: string; label?: string }): void;
  close(pull: PullRecord, actor: Actor): void;
  reopen(pull: PullRecord, actor: Actor): void;
  setDraft(pull: PullRecord, draft: boolean, actor: Actor): void;
  setLabels(pull: PullRecord, labels: readonly string[], actor: Actor): void;
  markMerged(pull: PullRecord, sha: string, actor: Actor): void;
}

export function pullLifeOf(store: Store, repositories: Repositories, feed: EventFeed): PullLife {
  const note: PullLife['note'] = (pull, event) => {
    pull.events.push({ at: store.timestamp(), ...event });
    pull.updatedAt = store.timestamp();
    store.touch();
  };
  const emit: PullLife['emit'] = (pull, { login, byJob }, action, more = {}) => {
    const repository = fullName(repositories.get(pull.repository));
    feed.emit({
      name: 'pull_request',
      action,
      repository,
      number: pull.number,
      actor: login,
      byJob,
      ...more,
    });
  };
  const step = (
    pull: PullRecord,
    actor: Actor,
    kind: PullEvent['kind'],
    action: PullAction,
    detail = '',
  ): void => {
    note(pull, { actor: actor.login, kind, detail });
    emit(pull, actor, action);
  };
  return {
    note,
    emit,
    close(pull, actor) {
      Object.assign(pull, { state: 'closed', closedAt: store.timestamp() });
      step(pull, actor, 'closed', 'closed');
    },
    reopen(pull, actor) {
      Object.assign(pull, { state: 'open', closedAt: null });
      step(pull, actor, 'reopened', 'reopened');
    },
    setDraft(pull, draft, actor) {
      if (draft === pull.draft) return;
      pull.draft = draft;
      step(pull, actor, draft ? 'draft' : 'ready', draft ? 'converted_to_draft' : 'ready_for_review');
    },
    setLabels(pull, labels, actor) {
      const before = pull.labels;
      pull.labels = [...labels];
      for (const label of labels.filter((name) => !before.includes(name))) {
        note(pull, { actor: actor.login, kind: 'labeled', detail: label });
        emit(pull, actor, 'labeled', { label });
      }
      const gone = before.filter((name) => !labels.includes(name));
      for (const label of gone) emit(pull, actor, 'unlabeled', { label });
    },
    markMerged(pull, sha, actor) {
      const at = store.timestamp();
      const merged = {
        state: 'closed',
        mergedAt: at,
        closedAt: at,
        mergedBy: actor.login,
        mergeCommitSha: sha,
      };
      Object.assign(pull, merged);
      step(pull, actor, 'merged', 'closed', sha);
    },
  };
}
