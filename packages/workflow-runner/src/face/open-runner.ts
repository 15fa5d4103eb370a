import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalGitHub } from '@weighbridge/local-github';
import type { Engine } from '../job/engine.ts';
import { machineVariables } from '../job/machine.ts';
import type { Outcome } from '../outcome.ts';
import { readMemory } from '../raise/memory.ts';
import { raiseDispatch, raiseSchedule } from '../raise/on-default-branch.ts';
import { raisePullRequest } from '../raise/pull-request.ts';
import { raisePush } from '../raise/push.ts';
import { openRemote } from '../raise/remote.ts';
import type { EventName } from '../raise/trigger.ts';
import { actionNode } from './action-node.ts';
import { ownCheckout } from './own-checkout.ts';
import { runMergeGroup } from './run-merge-group.ts';
import { gather, runAgain, runTriggers, type Session } from './session.ts';
import { startAgain } from './start-again.ts';
import type {
  Call,
  DispatchCall,
  MergeGroupCall,
  PullRequestCall,
  PushCall,
  ScheduleCall,
} from './wishes.ts';

/** What every call of a runner shares. */
export interface RunnerOptions {
  /** Keeps remote, comments, artifacts, runs and pull requests; without it, everything ends with `close`. */
  readonly stateDir?: string;
  /** A loopback GitHub that is there already; it is not closed with the runner. */
  readonly github?: LocalGitHub;
  /** The folder that `uses: weighbridge-ci/weighbridge…` means. Default: the checkout that this runner is of. */
  readonly checkout?: string;
  /** `owner/name` of the repository. Default: acme and the folder's name. */
  readonly repository?: string;
  readonly private?: boolean;
  /** Secrets and variables of every call. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** This machine's variables, of which jobs see a few. Default: those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Added to what jobs see of this machine. */
  readonly machine?: Readonly<Record<string, string>>;
}

/** Runs workflow files of repositories on this machine. Calls are made one after the other. */
export interface Runner {
  readonly github: LocalGitHub;
  pullRequest(call: PullRequestCall): Promise<Outcome>;
  push(call: PushCall): Promise<Outcome>;
  mergeGroup(call: MergeGroupCall): Promise<Outcome>;
  schedule(call: ScheduleCall): Promise<Outcome>;
  workflowDispatch(call: DispatchCall): Promise<Outcome>;
  close(): Promise<void>;
}

/** Starts the loopback GitHub, unless one is given, and makes ready. */
export async function openRunner(options: RunnerOptions = {}): Promise<Runner> {
  const checkout = ownCheckout();
  const node = await actionNode(checkout);
  const github = options.github ?? (await startAgain(options.stateDir));
  const workFolder = await realpath(await mkdtemp(join(tmpdir(), 'weighbridge-work-')));
  // Also where this process is ended in the middle.
  const removeFolder = (): void => rmSync(workFolder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  const session = async (call: Call, event: EventName, named?: string): Promise<Session> => {
    const memory = await readMemory(github.folder);
    memory.port = Number(new URL(github.url).port);
    const { folder, base } = call;
    const { repository, private: hidden } = options;
    const remote = await openRemote(github, memory, {
      folder,
      ...(base === undefined ? {} : { base }),
      ...(repository === undefined ? {} : { repository }),
      ...(hidden === undefined ? {} : { private: hidden }),
    });
    const engine: Engine = {
      github,
      node,
      workFolder,
      checkout: options.checkout ?? checkout,
      machine: { ...machineVariables(options.env ?? process.env), ...options.machine },
      secrets: { ...options.secrets, ...call.secrets },
      vars: { ...options.vars, ...call.vars },
      listener: call.listener ?? {},
      signal: call.signal,
    };
    const head = named ?? remote.base;
    return { engine, remote, event, head, workflow: call.workflow, seenViolations: github.violations.length };
  };
  const actorOf = ({ actor = 'mona' }: Call): string => actor;

  return {
    github,
    async pullRequest(call) {
      const { head, fork = false, draft = false, labels = [], title, body, action } = call;
      const now = await session(call, 'pull_request', head);
      if (call.rerun) return runAgain(now);
      const actor = call.actor ?? (fork ? 'hubot' : 'mona');
      const { base } = now.remote;
      const wish = { head, fork, draft, labels, title, body, action, actor, base };
      return runTriggers(now, await raisePullRequest(now.remote, wish));
    },
    async push(call) {
      const { merge, squash = false, force = false } = call;
      const now = await session(call, 'push', call.branch);
      if (call.rerun) return runAgain(now);
      const branch = now.head;
      return runTriggers(
        now,
        await raisePush(now.remote, { branch, merge, squash, force, actor: actorOf(call) }),
      );
    },
    async mergeGroup(call) {
      const now = await session(call, 'merge_group', call.heads.join(' '));
      if (call.rerun) return runAgain(now);
      const { heads, mergeOnSuccess = false } = call;
      const { base } = now.remote;
      return gather(now, await runMergeGroup(now, { heads, mergeOnSuccess, base, actor: actorOf(call) }));
    },
    async schedule(call) {
      const now = await session(call, 'schedule', '');
      if (call.rerun) return runAgain(now);
      const wish = { actor: actorOf(call), workflow: call.workflow, cron: call.cron };
      return runTriggers(now, await raiseSchedule(now.remote, wish));
    },
    async workflowDispatch(call) {
      const now = await session(call, 'workflow_dispatch', '');
      if (call.rerun) return runAgain(now);
      const wish = { actor: actorOf(call), workflow: call.workflow, inputs: call.inputs ?? {} };
      return runTriggers(now, await raiseDispatch(now.remote, wish));
    },
    async close() {
      if (options.github === undefined) await github.close();
      await rm(workFolder, { recursive: true, force: true, maxRetries: 3 });
      process.off('exit', removeFolder);
    },
  };
}
