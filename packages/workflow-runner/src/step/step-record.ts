import type { StepRecord } from '@weighbridge/local-github';
import type { JobState } from '../job/job-state.ts';
import type { Result } from '../outcome.ts';
import type { Step } from '../read/workflow.ts';

/** What came of a step. */
export interface EndedStep {
  /** Undefined for what the runner itself does. */
  readonly step?: Step;
  readonly name: string;
  readonly outcome: Result;
  readonly conclusion: Result;
  readonly outputs?: Record<string, string>;
  readonly durationMs: number;
}

/** Says that a step begins: to whoever listens, and on the loopback GitHub's pages. */
export function beginStep(state: JobState, name: string): void {
  state.log.nextStep();
  state.run.engine.listener.step?.(state.name, name);
  show(state, { name, status: 'in_progress', conclusion: null });
}

/** Keeps what came of a step. */
export function endStep(state: JobState, ended: EndedStep): void {
  const { step, name, outcome, conclusion, outputs = {}, durationMs } = ended;
  if (step !== undefined && !step.id.startsWith('__'))
    state.steps[step.id] = { outputs, outcome, conclusion };
  state.done.push({ name, outcome, conclusion, durationMs: Math.round(durationMs) });
  state.run.engine.listener.stepEnded?.(state.name, name, conclusion, durationMs);
  show(state);
}

/** A job that failed stays failed, and one that was cancelled stays that. */
export function worsen(state: JobState, end: 'failure' | 'cancelled' | 'success' | 'skipped'): void {
  if (end === 'cancelled') state.status = 'cancelled';
  else if (end === 'failure' && state.status === 'success') state.status = 'failure';
}

function show({ run, record, done, summaries, log }: JobState, now?: StepRecord): void {
  const steps = done.map(({ name, conclusion }): StepRecord => ({ name, status: 'completed', conclusion }));
  run.engine.github.runs.change(record, {
    steps: now === undefined ? steps : [...steps, now],
    summary: summaries.join('\n'),
    log: log.text(),
    annotations: log.annotations,
  });
}
