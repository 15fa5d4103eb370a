import { Failure } from '@weighbridge/contract';

/** What an error of the artifact client means for whoever has to mend it; `what` begins the sentence. */
export function artifactFailure(what: string, serverUrl: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'GHESNotSupportedError') {
    return new Failure(
      'usage',
      `${what}: ${serverUrl} is a GitHub Enterprise Server, whose artifacts this version cannot use; run all steps in one job there`,
      { cause: error },
    );
  }
  if (/\(409\)/.test(message)) {
    return new Failure(
      'infrastructure',
      `${what}: this run has an artifact of that name already, and names are unique within a run. Give each model one job (or one shard) that uploads it; re-run all jobs if an upload broke off`,
      { cause: error },
    );
  }
  const [first = ''] = message.split('\n');
  return new Failure('infrastructure', `${what} failed: ${first}`, { cause: error });
}
