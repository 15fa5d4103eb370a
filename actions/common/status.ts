import { type ExitCode, Failure } from '@weighbridge/contract';
import { setStatus } from '@weighbridge/github';
import { githubOf } from './github-of.ts';
import type { Stage } from './stage.ts';

/** A commit status that says the gate's conclusion, beside the job's own. */
export async function putStatus(
  stage: Stage,
  name: string,
  exitCode: ExitCode,
  description: string,
): Promise<string> {
  const { call, context } = stage;
  const { event, runUrl } = context;
  if (event.name === 'pull_request' && (event.fork || event.dependabot))
    return `no status: the token of this run only reads`;
  const sha = event.name === 'pull_request' || event.name === 'merge_group' ? event.headSha : context.sha;
  const { signal, reporter } = call;
  try {
    const state = exitCode === 0 ? 'success' : exitCode === 1 || exitCode === 3 ? 'failure' : 'error';
    await setStatus(githubOf(stage), { sha, context: name, state, description, targetUrl: runUrl });
    return `the status ${name} of ${sha.slice(0, 7)} says ${state}`;
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) throw error;
    reporter.warn(`the status could not be set: ${error.message}`);
    return 'no status: GitHub did not take it';
  }
}
