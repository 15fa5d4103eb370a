import type { Where } from '@weighbridge/contract';

/** A sentence at a line of a file, shown on the pull request's pages. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string | undefined;
  readonly where?: Where | undefined;
}
