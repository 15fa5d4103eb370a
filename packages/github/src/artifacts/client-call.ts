import { artifactFailure } from './artifact-failure.ts';
import { type ArtifactLimits, bounded } from './bounded.ts';
import { withoutOutput } from './client-output.ts';
import { sizeText } from './size-text.ts';

export type ArtifactClient = InstanceType<typeof import('@actions/artifact')['DefaultArtifactClient']>;

/**
 * Does something with the artifact client: bounded in time, without its log, and with failures that can be read.
 *
 * @param what begins every sentence about it: `uploading x`
 */
export type ClientCall = <Result>(
  what: string,
  work: (client: ArtifactClient, alive: () => void) => Promise<Result>,
) => Promise<Result>;

export function clientCall(options: {
  readonly limits: ArtifactLimits;
  readonly signal: AbortSignal;
  readonly serverUrl: string;
  readonly report: (text: string) => void;
  /** Whether the log is for debugging. */
  readonly debug: boolean;
}): ClientCall {
  const { limits, signal, serverUrl, report, debug } = options;
  return async (what, work) => {
    const load = async () => {
      // 1.6 MB even when minified: a chunk of its own, which only steps load that move artifacts.
      const { DefaultArtifactClient } = await import('@actions/artifact');
      return new DefaultArtifactClient();
    };
    // A call that was given up goes on unheard.
    let over = false;
    try {
      return await bounded(what, limits, signal, (alive) =>
        withoutOutput(
          async () => work(await load(), alive),
          (line) => {
            if (over) return;
            alive();
            const [, bytes] = /^Uploaded bytes (\d+)$/.exec(line) ?? [];
            if (bytes !== undefined) report(`${what}: ${sizeText(Number(bytes))}`);
            if (/^Attempt \d+ of \d+ failed/.test(line)) report(`${what}: ${line}`);
          },
          debug,
        ),
      );
    } catch (error) {
      throw artifactFailure(what, serverUrl, error);
    } finally {
      over = true;
    }
  };
}
