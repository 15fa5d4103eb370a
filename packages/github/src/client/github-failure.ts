import { Failure } from '@weighbridge/contract';

/** Why GitHub did not do what it was asked for. */
export type GitHubFault =
  | 'token'
  | 'permission'
  | 'refused'
  | 'not-found'
  | 'invalid'
  | 'limit'
  | 'server'
  | 'timeout'
  | 'network'
  | 'answer'
  | 'cancelled';

/** A failure that says what was asked for, what GitHub answered, and what to do. `fault` is for the caller that can go on. */
export class GitHubFailure extends Failure {
  readonly fault: GitHubFault;

  constructor(fault: GitHubFault, message: string, cause?: unknown) {
    super('infrastructure', message, { cause });
    this.fault = fault;
  }
}
