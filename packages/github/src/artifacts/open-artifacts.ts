import { tmpdir } from 'node:os';
import { Failure } from '@weighbridge/contract';
import { type Artifact, type DownloadedArtifact, withAlgorithm } from './artifact.ts';
import { type ArtifactLimits, artifactLimits } from './bounded.ts';
import { clientCall } from './client-call.ts';
import { assertOutside, download } from './download.ts';
import type { UnpackRules } from './unpack.ts';
import { type UploadOptions, upload } from './upload.ts';

/** The artifacts of the workflow run that this process belongs to. */
export interface Artifacts {
  /**
   * Uploads files of a folder, by their paths within it. Throws a Failure where the name is taken, the list is empty, a file
   * is missing, a link or outside the folder, or the service does not take it.
   */
  upload(name: string, folder: string, files: readonly string[], options?: UploadOptions): Promise<Artifact>;
  /** Those that are whole, of this run and all its attempts; the latest of each name. */
  list(): Promise<readonly Artifact[]>;
  /**
   * Downloads one into a fresh folder inside `into` (`temporaryFolder`, say), which must lie outside the workspace. Its content
   * is taken for hostile: digest, size, names and kinds of files are checked, and nothing is left behind where one is refused.
   */
  download(artifact: Artifact, into: string, rules: UnpackRules): Promise<DownloadedArtifact>;
}

/** What `openArtifacts` takes. */
export interface ArtifactOptions {
  /** The process's own environment: the client itself reads ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL and GITHUB_SERVER_URL from the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly runId: string;
  readonly attempt: number;
  /** Told how an upload gets on, and of each request that is tried again. */
  readonly report: (text: string) => void;
  readonly signal: AbortSignal;
  /** Default: a minute without an answer, 15 minutes in all. */
  readonly limits?: ArtifactLimits;
}

/**
 * The artifacts of this workflow run. The client is loaded at the first call; it cannot be stopped, so that a process which gave
 * up on it has to be ended. Throws a Failure (`usage`) outside of an action: only actions are given the service's token.
 */
export function openArtifacts(options: ArtifactOptions): Artifacts {
  const { env, runId, attempt, report, signal, limits = artifactLimits } = options;
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new Failure(
      'usage',
      `there is no artifact service here: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set. GitHub's runner sets them for actions, and neither for \`run:\` steps nor at a terminal`,
    );
  }
  const serverUrl = env['GITHUB_SERVER_URL'] || 'https://github.com';
  const call = clientCall({ limits, signal, serverUrl, report, debug: env['RUNNER_DEBUG'] === '1' });
  return {
    upload: (name, folder, files, choices = {}) => upload(call, name, folder, files, choices),
    async list() {
      const { artifacts } = await call(
        `listing the artifacts of run ${runId} (attempt ${attempt})`,
        (client) => client.listArtifacts({ latest: true }),
      );
      return artifacts.map(({ id, name, size, digest }) => ({
        id,
        name,
        size,
        digest: digest ? withAlgorithm(digest) : undefined,
      }));
    },
    async download(artifact, into, rules) {
      const workspace = env['GITHUB_WORKSPACE'];
      if (workspace) await assertOutside(into, workspace);
      return download(call, artifact, into, rules);
    },
  };
}

/** Where downloads go: the runner's folder for this job, else the system's. */
export function temporaryFolder(env: ArtifactOptions['env']): string {
  return env['RUNNER_TEMP'] || tmpdir();
}
