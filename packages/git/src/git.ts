import type { Failure } from '@weighbridge/contract';
import { type ConfigEntry, oldGitConfigVariables } from './environment.ts';
import { faultOf } from './fault.ts';
import type { GitAnswer, GitCall, GitOptions } from './git-call.ts';
import { runGit, streamGit } from './git-command.ts';
import { gitFailure } from './git-failure.ts';
import { RemoteAuth } from './remote-auth.ts';
import { realTiming, retrying, type Timing } from './retry.ts';

/** git in one folder: what every room of this package works with. */
export interface Git {
  readonly cwd: string;
  readonly signal: AbortSignal | undefined;
  readonly timing: Timing;
  /** Runs a command; a non-zero exit is an answer. */
  run(call: GitCall): Promise<GitAnswer>;
  /** Runs a command that has to succeed and gives its stdout. Throws a Failure. */
  out(call: GitCall): Promise<Buffer>;
  /** The same as text without the last line break. */
  text(call: GitCall): Promise<string>;
  stream(call: GitCall): AsyncIterable<Uint8Array>;
  /** One try of a command that talks to the remote, with its credentials. */
  tryRemote(remote: string, call: GitCall): Promise<GitAnswer>;
  /** Such a command that has to succeed, tried again after faults that may pass. Throws a Failure. */
  remote(remote: string, call: GitCall): Promise<Buffer>;
  failure(call: GitCall, stderr: string, what?: string): Failure;
  /** To be called after git's configuration was changed by a command of ours. */
  forget(): void;
}

export interface GitSettings {
  readonly token?: string | undefined;
  /** The only server that is given the token. */
  readonly server?: string | undefined;
  readonly options: GitOptions;
  readonly timing?: Timing | undefined;
}

/** A connection that carries less than a byte a second for a minute is dead; curl ends it and it is tried again. */
const networkConfig = ['-c', 'http.lowSpeedLimit=1', '-c', 'http.lowSpeedTime=60'];

export function createGit({ token, server, options, timing = realTiming }: GitSettings): Git {
  const auth = new RemoteAuth({ token, server }, (call) => runGit(options, call));
  const withAuth = (call: GitCall, entries: readonly ConfigEntry[]): GitCall =>
    entries.length === 0
      ? call
      : {
          ...call,
          secretConfig: entries,
          extraEnv: {
            ...call.extraEnv,
            ...(auth.isOldGit ? oldGitConfigVariables(entries) : {}),
            GIT_ASKPASS: '',
          },
        };
  // Reading in a partial clone may fetch what is missing, so reading needs credentials there too.
  const local = async (call: GitCall): Promise<GitCall> => withAuth(call, await auth.forReading());
  const git: Git = {
    cwd: options.cwd,
    signal: options.signal,
    timing,
    run: async (call) => runGit(options, await local(call)),
    async out(call) {
      const answer = await git.run(call);
      if (answer.code !== 0) throw gitFailure(options, call, answer.stderr);
      return answer.stdout;
    },
    text: async (call) => (await git.out(call)).toString('utf8').replace(/\n$/, ''),
    async *stream(call) {
      yield* streamGit(options, await local(call));
    },
    async tryRemote(remote, call) {
      const entries = await auth.forRemote(remote);
      return runGit(options, withAuth({ ...call, args: [...networkConfig, ...call.args] }, entries));
    },
    async remote(remote, call) {
      const answer = await retrying(
        async () => {
          const tried = await git.tryRemote(remote, call);
          return tried.code !== 0 && faultOf(tried.stderr).passing ? { passing: tried } : { final: tried };
        },
        timing,
        options.signal,
      );
      if (answer.code !== 0) throw gitFailure(options, call, answer.stderr, remoteSubject(call, remote));
      return answer.stdout;
    },
    failure: (call, stderr, what) => gitFailure(options, call, stderr, what),
    forget: () => auth.forget(),
  };
  return git;
}

function remoteSubject(call: GitCall, remote: string): string {
  return `git ${call.args.find((arg) => !arg.startsWith('-'))} with the remote ${JSON.stringify(remote)} failed`;
}
