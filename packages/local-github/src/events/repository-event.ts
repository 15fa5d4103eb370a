/** What happened in a repository: where a workflow runner starts from. `byJob`: caused with a job's own token, so no workflow starts. */
export type RepositoryEvent =
  | {
      readonly name: 'push';
      readonly repository: string;
      readonly ref: string;
      readonly before: string;
      readonly after: string;
      readonly actor: string;
      readonly byJob: boolean;
    }
  | {
      readonly name: 'pull_request';
      readonly action: PullAction;
      readonly repository: string;
      readonly number: number;
      readonly actor: string;
      readonly byJob: boolean;
      /** Head commit before a `synchronize`. */
      readonly before?: string;
      readonly label?: string;
    }
  | {
      readonly name: 'merge_group';
      readonly action: 'checks_requested' | 'destroyed';
      readonly repository: string;
      readonly headRef: string;
      readonly actor: string;
      readonly byJob: false;
    };

export type PullAction =
  | 'opened'
  | 'synchronize'
  | 'closed'
  | 'reopened'
  | 'edited'
  | 'labeled'
  | 'unlabeled'
  | 'ready_for_review'
  | 'converted_to_draft'
  | 'enqueued'
  | 'dequeued';

export interface EventFeed {
  emit(event: RepositoryEvent): void;
  /** Calls the listener for every event from now on; gives what stops it. */
  listen(listener: (event: RepositoryEvent) => void): () => void;
}

export function eventFeed(): EventFeed {
  const listeners = new Set<(event: RepositoryEvent) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Who did something, and whether with a job's token. */
export interface Actor {
  readonly login: string;
  readonly byJob: boolean;
}
