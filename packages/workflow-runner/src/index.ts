export { openRunner, type Runner, type RunnerOptions } from './face/open-runner.ts';
export type * from './face/wishes.ts';
export type { Listener } from './job/engine.ts';
export type * from './outcome.ts';
