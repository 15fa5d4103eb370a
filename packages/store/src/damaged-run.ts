import { Failure } from '@weighbridge/contract';
import type { RunRef } from './run-ref.ts';

/**
 * A stored run that is not what its name and digests say: half deleted by hand, written by another tool, or forged. Only this
 * run is of no use; a caller that has others goes on with them.
 */
export class DamagedRun extends Failure {
  readonly ref: RunRef;

  constructor(ref: RunRef, why: string, remedy: string, options?: ErrorOptions) {
    super(
      'rows',
      `the stored run ${ref.name} is damaged: ${why}; delete it with \`${remedy}\`, or it is left out`,
      options,
    );
    this.ref = ref;
  }
}
