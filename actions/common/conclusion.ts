import type { ActionsContext } from '@weighbridge/github';
import type { Stage } from './stage.ts';

/** On main and on schedule a step says what it found and ends well, so that the job which records comes to run. */
export function concludesSuccess({ ci }: Stage): boolean {
  return ci.circumstances.kind === 'main' || ci.circumstances.kind === 'schedule';
}

/** `https://github.com/acme/vision`: where links of a report lead. */
export function repositoryUrl({ serverUrl, repository }: ActionsContext): string {
  return `${serverUrl}/${repository}`;
}
