import { Failure } from '@weighbridge/contract';
import type { Engine } from '../job/engine.ts';
import { type PlannedRun, planRuns } from '../job/plan-run.ts';
import { type EndedRun, runWorkflows } from '../job/run-workflow.ts';
import type { Outcome } from '../outcome.ts';
import { writeMemory } from '../raise/memory.ts';
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

/** What ran in a call. */
export interface Ran {
  readonly ended: readonly EndedRun[];
  /** Those it was about, the last one last. */
  readonly pulls: readonly number[];
}

/** Runs what events set off, and says what came of it. */
export async function runTriggers(session: Session, triggers: readonly Trigger[]): Promise<Outcome> {
  const ended = await runAll(session, triggers);
  if (triggers.length === 0 && session.event === 'pull_request' && session.remote.notes.length === 0) {
    const message = `nothing happened: ${session.head} has not moved. Commit to it, or run again with --rerun`;
    throw new Failure('usage', message);
  }
  return gather(session, { ended, pulls: pullsOf(triggers) });
}

function pullsOf(triggers: readonly Trigger[]): readonly number[] {
  return [...new Set(triggers.flatMap(({ pull }) => pull ?? []))];
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
  const { events } = session.remote.memory;
  planned.forEach(({ trigger }, index) => {
    const run = ended[index]?.run.id;
    if (run === undefined) return;
    // Several workflows may run for one event.
    const last = events.at(-1);
    if (last !== undefined && JSON.stringify(last.trigger) === JSON.stringify(trigger)) last.runs.push(run);
    else events.push({ trigger, head: session.head, runs: [run] });
  });
  await writeMemory(session.engine.github.folder, session.remote.memory);
}

/** Runs the last event of this kind and head again: the same commit, event and run, another attempt. */
export async function runAgain(session: Session): Promise<Outcome> {
  const { engine, remote, event, head, workflow } = session;
  const wanted = (path: string): boolean =>
    workflow === undefined || path === workflow || path.endsWith(`/${workflow}`);
  const known = remote.memory.events.flatMap(({ trigger, head: of, runs }) => {
    if (trigger.event !== event || of !== head) return [];
    const records = runs.flatMap((id) => engine.github.runs.find(remote.repository, id) ?? []);
    const chosen = records.filter(({ path }) => wanted(path));
    return chosen.length === 0 ? [] : [{ trigger, records: chosen }];
  });
  const last = known.at(-1);
  if (last === undefined) {
    throw new Failure(
      'usage',
      `there is no run of ${event}${head === '' ? '' : ` for ${head}`} to run again`,
    );
  }
  const planned = await Promise.all(
    last.records.map(async (record) => {
      const runs = await planRuns(engine, remote.repository, last.trigger, record.path, remote.notes);
      return runs.map((run) => ({ ...run, record }));
    }),
  );
  const ended = await runWorkflows(engine, planned.flat());
  return gather(session, { ended, pulls: pullsOf([last.trigger]) });
}

/** What the call comes to. */
export function gather({ engine, remote, event, seenViolations }: Session, { ended, pulls }: Ran): Outcome {
  const pull = pulls.at(-1) ?? null;
  const { github } = engine;
  const { repository } = remote;
  const jobs = ended.flatMap((one) => one.jobs);
  const comments = pulls.flatMap((number) => github.comments.list(repository, number));
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
