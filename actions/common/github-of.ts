import { type GitHub, openGitHub } from '@weighbridge/github';
import type { Stage } from './stage.ts';

/** GitHub's API for the repository of the run, with the step's token; its waits go to the step's log. */
export function githubOf({ call, context }: Stage): GitHub {
  const { repository, apiUrl, graphqlUrl } = context;
  const { signal, reporter, token = '' } = call;
  return openGitHub({
    token,
    repository,
    apiUrl,
    graphqlUrl,
    signal,
    report: (text) => reporter.line(text),
  });
}
