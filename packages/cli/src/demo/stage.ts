import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RepositoryRecord } from '@weighbridge/local-github';
import type { Runner } from '@weighbridge/workflow-runner';
import { type AuthorClone, makeAuthorClone, ownMachine, plainGit } from './author-clone.ts';
import type { DemoSources } from './demo-sources.ts';

/** The check that main requires: the caller's job and the called workflow's, as GitHub joins them. */
export const requiredCheck = 'weighbridge / weigh';

/** Who writes the changes of the demo and merges them. */
export const author = 'mona';

/** What the acts are played on: a GitHub on loopback with the sample repository, and its author's clone. */
export interface Stage {
  readonly folder: string;
  readonly runner: Runner;
  readonly repository: RepositoryRecord;
  readonly clone: AuthorClone;
  /** Ends the server and all it started; removes the folder unless it is to be kept. */
  close(keep: boolean): Promise<void>;
}

/** Where a demo's folder has the GitHub's state. */
export const gitHubFolder = (folder: string): string => join(folder, 'github');

/** Builds the stage in a temporary folder. */
export async function buildStage(sources: DemoSources, env: NodeJS.ProcessEnv): Promise<Stage> {
  const { openRunner } = await import('@weighbridge/workflow-runner');
  const folder = await mkdtemp(join(tmpdir(), 'weighbridge-demo-'));
  let runner: Runner | undefined;
  const close = async (keep: boolean): Promise<void> => {
    await runner?.close();
    if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    runner = await openRunner({
      stateDir: gitHubFolder(folder),
      repository: 'acme/digits',
      env: ownMachine(env),
      machine: { ...plainGit, HOME: folder, PATH: pathWithThisNode(env) },
    });
    const { github } = runner;
    const repository = await github.repositories.create({
      owner: 'acme',
      name: 'digits',
      description: 'Reads handwritten digits on return labels',
    });
    github.repositories.setPermission(repository, author, 'write');
    github.repositories.addRuleset(repository, {
      name: 'main',
      target: 'branch',
      include: ['~DEFAULT_BRANCH'],
      rules: ['pull_request', 'deletion', 'non_fast_forward'],
      requiredChecks: [requiredCheck],
    });
    const remote = `${github.url}/acme/digits.git`;
    const clone = await makeAuthorClone(join(folder, 'digits'), sources, env, remote);
    return { folder, runner, repository, clone, close };
  } catch (cause) {
    await close(false);
    throw cause;
  }
}

/** The sample project's commands call `node`: let it be the one that runs this. */
function pathWithThisNode(env: NodeJS.ProcessEnv): string {
  return `${dirname(process.execPath)}:${env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin'}`;
}
