import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionHost, InterruptSignal } from '../host.ts';
import { type RunnerView, readAsRunner, readValues } from './runner-model.ts';

/** A step on a runner, with the runner's files in a temporary folder. */
export interface FakeStep {
  readonly host: ActionHost;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** All that was written. */
  log(): string;
  view(): RunnerView;
  outputs(): Readonly<Record<string, string>>;
  state(): Readonly<Record<string, string>>;
  summary(): string;
  /** What the process was ended with. */
  exits: number[];
  interrupt(signal: InterruptSignal): void;
  crash(error: unknown): void;
  /** The same action's post phase, on the state that was saved. */
  post(): FakeStep;
  remove(): Promise<void>;
}

/** Begins a step with these inputs, by name. */
export async function fakeStep(inputs: Readonly<Record<string, string>> = {}): Promise<FakeStep> {
  const folder = await mkdtemp(join(tmpdir(), 'action-kit-'));
  const file = (name: string): string => join(folder, name);
  for (const name of ['output', 'state', 'summary']) writeFileSync(file(name), '');
  const env: NodeJS.ProcessEnv = {
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
  return step(folder, env);
}

function step(folder: string, env: NodeJS.ProcessEnv): FakeStep {
  let log = '';
  let tokens = 0;
  const interrupts = new Set<(signal: InterruptSignal) => void>();
  const crashes = new Set<(error: unknown) => void>();
  const exits: number[] = [];
  const listen = <Listener>(set: Set<Listener>, listener: Listener) => {
    set.add(listener);
    return () => void set.delete(listener);
  };
  const read = (name: string): string =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
  const host: ActionHost = {
    env,
    cwd: folder,
    version: '1.2.3',
    now: () => new Date(0),
    random: () => 0.5,
    unguessable: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
    write(text) {
      log += text;
    },
    flush: async () => undefined,
    onInterrupt: (listener) => listen(interrupts, listener),
    onCrash: (listener) => listen(crashes, listener),
    exit: (code) => void exits.push(code),
    limits: { graceMs: 100, postMs: 200 },
  };
  return {
    host,
    folder,
    env,
    exits,
    log: () => log,
    view: () => readAsRunner(log),
    outputs: () => readValues(read('output')),
    state: () => readValues(read('state')),
    summary: () => read('summary'),
    interrupt(signal) {
      for (const listener of interrupts) listener(signal);
    },
    crash(error) {
      for (const listener of crashes) listener(error);
    },
    post() {
      const saved = Object.entries(readValues(read('state'))).map(([name, value]) => [
        `STATE_${name}`,
        value,
      ]);
      return step(folder, { ...env, ...Object.fromEntries(saved) });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
