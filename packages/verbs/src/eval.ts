import { type ExitCode, Failure, type Verdict, worstExitCode } from '@weighbridge/contract';
import type { Call } from './call.ts';
import { isWhole } from './circumstances.ts';
import { evaluateModel, type ModelRun } from './evaluate-model.ts';
import { alone } from './model-lock.ts';
import { isToBeWeighed, type ModelPlan } from './model-plan.ts';
import { recordModel, type StoredModel } from './record.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';
import type { StateFolder } from './state-folder.ts';
import { asFailure } from './system-failure.ts';
import { failedVerdict } from './unweighed.ts';
import { writeVerdicts } from './verdict-files.ts';
import { weigh } from './weigh.ts';
import { openBaseline } from './weigh-model.ts';

export interface EvalOptions extends SessionOptions {
  /** The whole suite instead of its subset. */
  readonly full: boolean;
  /** Compare with the previous run of main and store the run as one of main's; means `full`. */
  readonly record: boolean;
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  /** Leaves out models that the change does not touch or that are not due. */
  readonly touchedOnly?: boolean;
}

export interface EvaluatedSuite {
  readonly model: string;
  readonly suite: string;
  /** Path of the rows. */
  readonly results: string;
  readonly rows: number;
  readonly planned: number;
  readonly stoppedEarly: false;
}

export interface EvalOutcome {
  readonly suites: readonly EvaluatedSuite[];
  /** Models whose command failed or did not run, and why. */
  readonly failed: readonly {
    readonly model: string;
    /** `failed`: a command crashed; `not-run`: it could not be run; `refused`: what it wrote, or is to read, is wrong. */
    readonly kind: 'failed' | 'not-run' | 'refused';
    readonly reason: string;
    readonly log: readonly string[];
  }[];
  readonly recorded: readonly { readonly model: string; readonly run: string; readonly created: boolean }[];
  readonly verdicts: readonly Verdict[];
  /** 4 where a command failed, 2 where one could not be run, else 0: evaluating decides nothing. */
  readonly exitCode: ExitCode;
}

/**
 * Evaluates models in the working tree, touched or not, and writes their rows and evidence. With `record` the run
 * becomes one of main's.
 *
 * @throws Failure `usage` where a run is to be recorded of a tree that no commit describes
 */
export async function evaluate(call: Call, options: EvalOptions): Promise<EvalOutcome> {
  const kind = options.record ? 'main' : 'local';
  const session = await openSession(call, { ...options, kind, fresh: true });
  if (options.record) assertRecordable(session, options);
  const { root } = session.change.repository;
  const outcome = emptyOutcome();
  const chosen = (plan: ModelPlan): boolean => (options.touchedOnly ? isToBeWeighed(plan) : !plan.removed);
  for (const plan of session.plans.filter((other) => !chosen(other))) {
    const { model, touched } = plan;
    const notDue = plan.notDue ?? plan.untrained;
    if (!touched) call.reporter.line(`${model.name} is untouched`);
    else if (notDue !== undefined) call.reporter.line(`${model.name} is not evaluated: ${notDue}`);
  }
  const codes: ExitCode[] = [];
  for (const plan of session.plans.filter(chosen)) {
    try {
      const evaluateIt = () => evaluateInto(outcome, call, session, plan, options);
      codes.push(await alone(root, plan.model.name, evaluateIt));
    } catch (error) {
      const failure = asFailure(error);
      // A run that was judged and could not be stored keeps its verdict: `record` can store both later.
      const judged = outcome.verdicts.some(({ model }) => model === plan.model.name);
      if (options.record && !judged) outcome.verdicts.push(failedVerdict(session.change, plan, error));
      const only = session.plans.length === 1 && call.ci === undefined;
      if (failure === undefined || only || call.signal.aborted) {
        if (options.record) await writeVerdicts(call, root, outcome.verdicts);
        throw error;
      }
      for (const { message, where } of failure.problems) call.reporter.warn(message, where);
      codes.push(failure.exitCode);
      outcome.failed.push({ model: plan.model.name, kind: 'refused', reason: failure.message, log: [] });
    }
  }
  if (options.record) await writeVerdicts(call, root, outcome.verdicts);
  return { ...outcome, exitCode: worstExitCode(codes) };
}

/** Evaluates one model, and records it where that is asked for; what came of it is added to the outcome. */
async function evaluateInto(
  outcome: ReturnType<typeof emptyOutcome>,
  call: Call,
  session: Session,
  plan: ModelPlan,
  options: EvalOptions,
): Promise<ExitCode> {
  const { run, verdict } = await evaluateOne(call, session, plan, options);
  if (verdict !== undefined) outcome.verdicts.push(verdict);
  if (run.kind !== 'evaluated') {
    const log = run.kind === 'failed' ? run.log : [];
    outcome.failed.push({ model: plan.model.name, kind: run.kind, reason: run.reason, log });
    return run.kind === 'failed' ? 4 : 2;
  }
  outcome.suites.push(...run.suites.map((suite) => evaluatedSuite(plan, suite)));
  if (verdict === undefined) return 0;
  const stored = await storedRun(call, session, run.folder);
  outcome.recorded.push({ model: plan.model.name, run: stored.run, created: stored.created });
  return 0;
}

/** Stores the run, or says how it is stored later: the evaluation need not be done again. */
async function storedRun(call: Call, session: Session, folder: StateFolder): Promise<StoredModel> {
  try {
    return await recordModel(call, session.store, folder, session.keep);
  } catch (error) {
    call.reporter.line('the run was not stored; when that is mended, `weighbridge record` stores it');
    throw error;
  }
}

function emptyOutcome() {
  return {
    suites: [] as EvaluatedSuite[],
    failed: [] as EvalOutcome['failed'][number][],
    recorded: [] as EvalOutcome['recorded'][number][],
    verdicts: [] as Verdict[],
  };
}

async function evaluateOne(
  call: Call,
  session: Session,
  plan: ModelPlan,
  options: EvalOptions,
): Promise<{ run: ModelRun; verdict: Verdict | undefined }> {
  const { change } = session;
  const { baseline, columns } = options.record
    ? await openBaseline(call, session, plan)
    : { baseline: undefined, columns: new Map() };
  const full = options.full || options.record || isWhole(change.circumstances);
  const run = await evaluateModel(call, change, plan, { full, shard: options.shard, baselines: columns });
  if (baseline === undefined) return { run, verdict: undefined };
  const verdict = await weigh(call, { change, plan, baseline, columns, run, models: 1 });
  await writeVerdicts(call, change.repository.root, [verdict]);
  return { run, verdict };
}

function assertRecordable({ change }: Session, options: EvalOptions): void {
  if (options.shard !== undefined)
    throw new Failure('usage', '--record stores whole runs; leave --shard out');
  if (change.head.dirty) {
    throw new Failure(
      'usage',
      `the working tree has changes (${someOf(change.head.changes)}); commit, stash or ignore them first, since a stored run says which commit it is of`,
    );
  }
}

/** A few of the names, and how many more. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

function evaluatedSuite(
  plan: ModelPlan,
  suite: Extract<ModelRun, { kind: 'evaluated' }>['suites'][number],
): EvaluatedSuite {
  return {
    model: plan.model.name,
    suite: suite.name,
    results: suite.rows.path,
    rows: suite.rows.columns.rows,
    planned: suite.draw.planned.length,
    stoppedEarly: false,
  };
}
