import { openRunner, type Runner } from '../face/open-runner.ts';
import type { Call } from '../face/wishes.ts';
import type { Listener } from '../job/engine.ts';
import type { Outcome } from '../outcome.ts';
import type { CommandLine } from './options.ts';

/** The runner that a command line asks for. */
export function runnerFor({ state, repository }: CommandLine): Promise<Runner> {
  return openRunner({
    ...(state === undefined ? {} : { stateDir: state }),
    ...(repository === undefined ? {} : { repository }),
  });
}

/** Does what a command line says. */
export function runCall(
  runner: Runner,
  line: CommandLine,
  listener: Listener,
  signal: AbortSignal,
): Promise<Outcome> {
  const { folder, rerun, secrets, vars, base, actor, workflow, heads } = line;
  const call: Call = {
    ...{ folder, rerun, secrets, vars, listener, signal },
    ...given('base', base),
    ...given('actor', actor),
    ...given('workflow', workflow),
  };
  switch (line.event) {
    case 'pull_request': {
      const { fork, draft, labels, title, action } = line;
      const pull = { fork, draft, labels, ...given('title', title), ...given('action', action) };
      return runner.pullRequest({ ...call, ...pull, head: heads[0] ?? '' });
    }
    case 'push': {
      const { squash, force, merge } = line;
      return runner.push({ ...call, squash, force, ...given('branch', heads[0]), ...given('merge', merge) });
    }
    case 'merge_group':
      return runner.mergeGroup({ ...call, heads, mergeOnSuccess: line.mergeOnSuccess });
    case 'schedule':
      return runner.schedule({ ...call, ...given('cron', line.cron) });
    case 'workflow_dispatch':
      return runner.workflowDispatch({ ...call, inputs: line.inputs });
  }
}

function given<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}
