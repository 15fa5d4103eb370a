import { Failure } from '@weighbridge/contract';
import type { Engine } from '../job/engine.ts';
import { type PlannedRun, planRuns } from '../job/plan-run.ts';
import { type EndedRun, runWorkflows } from '../job/run-workflow.ts';
import type { Outcome } from '../outcome.ts';
import { writeMemory } from '../raise/memory.ts';
import { latestPull } from '../raise/pull-request.ts';
import type { Remote } from '../raise/remote.ts';
import type { EventName, Trigger } from '../raise/trigger.ts';

/** One call under way. */
export interface Session {
  readonly engine: Engine;
  readonly remote: Remote;
  readonly event: EventName;
  /** By what a re-run finds the event: a branch, or several. */
  readonly head: string;
  readonly workflow: string | undefined;
  readonly seenViolations: number;
}

export interface Ran {
  readonly ended: readonly EndedRun[];
  readonly pull: number | null;
}

/** Runs what events set off, and says what came of it. */
export async function runTriggers(
  session: Session,
  triggers: readonly Trigger[],
  head: { readonly head: string; readonly base?: string } | undefined,
): Promise<Outcome> {
  const ended = await runAll(session, triggers);
  const pull = head === undefined ? undefined : latestPull(session.remote, head);
  if (triggers.length === 0 && session.event === 'pull_request' && session.remote.notes.length === 0) {
    const message = `nothing happened: ${session.head} has not moved. Commit to it, or run again with --rerun`;
    throw new Failure('usage', message);
  }
  return gather(session, { ended, pull: pull?.number ?? triggers.at(-1)?.pull ?? null });
}

/** Plans all runs before the first begins, so that nothing runs where something cannot. */
export async function runAll(session: Session, triggers: readonly Trigger[]): Promise<readonly EndedRun[]> {
  const { engine, remote, workflow } = session;
  const planned: PlannedRun[] = [];
  try {
    for (const trigger of triggers)
      planned.push(...(await planRuns(engine, remote.repository, trigger, workflow, remote.notes)));
  } finally {
    await engine.github.save();
    await writeMemory(engine.github.folder, remote.memory);
  }
  for (const trigger of triggers) {
    if (planned.some((one) => one.trigger.event === trigger.event && one.trigger.action === trigger.action))
      continue;
    const what = [trigger.event, trigger.action].filter((word) => word !== undefined).join(' ');
    remote.notes.push(
      `no workflow runs on ${what}${trigger.branch === undefined ? '' : ` of ${trigger.branch}`}`,
    );
  }
  const ended = await runWorkflows(engine, planned);
  await remember(session, planned, ended);
  return ended;
}

async function remember(
  session: Session,
  planned: readonly PlannedRun[],
  ended: readonly EndedRun[],
): Promise<void> {
  const { memory } = session.remote;
  planned.forEach(({ trigger }, index) => {
    const run = ended[index]?.run.id;
    if (run !== undefined) memory.events.push({ trigger, head: session.head, runs: [run] });
  });
  await writeMemory(session.engine.github.folder, memory);
}

/** Runs the last event of this kind and head again: the same commit, event and run, another attempt. */
export async function runAgain(session: Session): Promise<Outcome> {
  const { engine, remote, event, head, workflow } = session;
  const known = remote.memory.events.filter((one) => one.trigger.event === event && one.head === head);
  const records = known.flatMap(({ trigger, runs }) =>
    runs.flatMap((id) => {
      const record = engine.github.runs.find(remote.repository, id);
      const wanted =
        workflow === undefined || record?.path === workflow || record?.path.endsWith(`/${workflow}`);
      return record !== undefined && wanted ? [{ trigger, record }] : [];
    }),
  );
  const last = records.at(-1);
  if (last === undefined) {
    throw new Failure(
      'usage',
      `there is no run of ${event}${head === '' ? '' : ` for ${head}`} to run again`,
    );
  }
  // Several workflows may have run for one event.
  const same = JSON.stringify([last.trigger.sha, last.trigger.action]);
  const again = records.filter(({ trigger }) => JSON.stringify([trigger.sha, trigger.action]) === same);
  const planned: (PlannedRun & { record: (typeof last)['record'] })[] = [];
  for (const { trigger, record } of again) {
    const runs = await planRuns(engine, remote.repository, trigger, record.path, remote.notes);
    planned.push(...runs.map((run) => ({ ...run, record })));
  }
  const ended = await runWorkflows(engine, planned);
  return gather(session, { ended, pull: last.trigger.pull });
}

/** What the call comes to. */
export function gather({ engine, remote, event, seenViolations }: Session, { ended, pull }: Ran): Outcome {
  const { github } = engine;
  const { repository } = remote;
  const jobs = ended.flatMap((one) => one.jobs);
  const comments = pull === null ? [] : github.comments.list(repository, pull);
  const web = github.addresses.repositoryWeb(repository);
  return {
    event,
    jobs,
    comments: comments.map(({ author, body }) => ({ author, body })),
    summary: jobs
      .map(({ summary }) => summary)
      .filter((text) => text !== '')
      .join('\n'),
    runs: ended.map(({ run }) => run),
    pull,
    url: pull === null ? `${web}/actions` : `${web}/pull/${pull}`,
    notes: remote.notes,
    violations: github.violations
      .slice(seenViolations)
      .map(({ kind, operation, message }) => `${kind} ${operation}: ${message}`),
  };
}
