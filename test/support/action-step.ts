import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The actions as GitHub takes them from the repository: a folder for each, over the committed bundle. */
export const actionsFolder = fileURLToPath(new URL('../../actions', import.meta.url));
/** Node 24, which is what the runner has for actions. */
export const node24 = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
const quickTimers = fileURLToPath(new URL('quick-timers.mjs', import.meta.url));

export type ActionName = 'weighbridge' | 'plan' | 'eval' | 'compare' | 'comment' | 'gate' | 'record';

/** One step of a job, as its author and the runner set it up. */
export interface StepSetup {
  readonly action: ActionName;
  readonly phase?: 'main' | 'post';
  readonly cwd: string;
  /** RUNNER_TEMP, where the runner's files for the step lie too. */
  readonly temp: string;
  /** Variables of the job. */
  readonly env: Readonly<Record<string, string>>;
  /** `with:` */
  readonly inputs?: Readonly<Record<string, string>>;
  /** What the main phase saved. */
  readonly state?: Readonly<Record<string, string>>;
  /** Waits of whole seconds take a twentieth of their time. */
  readonly quick?: boolean;
  /** Flags of Node. */
  readonly node?: readonly string[];
}

/** What became of a step. */
export interface StepEnd {
  /** Null: a signal ended it. */
  readonly code: number | null;
  /** Standard output and error. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly seconds: number;
}

/** A step under way. */
export interface RunningStep {
  readonly child: ChildProcess;
  log(): string;
  readonly ended: Promise<StepEnd>;
}

const files = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;

/** Starts a step's process with the environment, the files and the folder that a runner gives it. */
export function startStep(setup: StepSetup): RunningStep {
  const { action, phase = 'main', cwd, temp, inputs = {}, state = {} } = setup;
  const folder = mkdtempSync(join(temp, 'runner-files-'));
  const file = (name: string): string => join(folder, name.toLowerCase());
  for (const name of files) writeFileSync(file(name), '');
  const variables = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => [`${prefix}${name.replaceAll(' ', '_')}`, value]);
  const env = {
    ...Object.fromEntries(files.map((name) => [name, file(name)])),
    ...setup.env,
    ...Object.fromEntries(variables('INPUT_', upper(inputs))),
    ...Object.fromEntries(variables('STATE_', state)),
  };
  const program = join(actionsFolder, action, `${phase}.js`);
  const flags = [...(setup.quick === true ? ['--import', quickTimers] : []), ...(setup.node ?? [])];
  const begun = performance.now();
  const child = spawn(node24, [...flags, program], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const text = (name: string): string => readFileSync(file(name), 'utf8');
  const ended = new Promise<StepEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({
        code,
        log,
        outputs: blocksOf(text('GITHUB_OUTPUT')),
        state: blocksOf(text('GITHUB_STATE')),
        summary: text('GITHUB_STEP_SUMMARY'),
        seconds: (performance.now() - begun) / 1_000,
      }),
    );
  });
  return { child, log: () => log, ended };
}

/** Runs a step to its end. */
export function runStep(setup: StepSetup): Promise<StepEnd> {
  return startStep(setup).ended;
}

function upper(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toUpperCase(), value]));
}

/** `NAME<<END` blocks of the runner's files; the last of a name counts. */
function blocksOf(text: string): Record<string, string> {
  const blocks = text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n?\2$/gm);
  return Object.fromEntries([...blocks].map(([, name = '', , value = '']) => [name, value]));
}
