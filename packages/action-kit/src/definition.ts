import type { ExitCode } from '@weighbridge/contract';
import type { Call } from '@weighbridge/verbs';
import type { Inputs, InputValues } from './inputs/input.ts';
import type { Annotation } from './log/annotation.ts';

/** An output's value: text as it is, everything else as JSON. */
export type OutputValue = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;

/** What the work of an action has to do with. */
export interface ActionRun<Given extends Inputs> {
  readonly call: Call;
  readonly inputs: InputValues<Given>;
  /** Keeps text for `report`, which runs in a process of its own. */
  saveState(name: string, text: string): void;
}

/** How the main phase ended, where it did not finish: by a mistake it could name, by a bug, by a cancelled job, or without a word. */
export interface Ending {
  readonly how: 'failed' | 'crashed' | 'cancelled' | 'killed';
  /** What was said of it; undefined where nothing could be said. */
  readonly message: string | undefined;
}

/** What the report of an action that did not finish has to do with. */
export interface PostRun<Given extends Inputs> {
  readonly call: Call;
  readonly inputs: InputValues<Given>;
  readonly ending: Ending;
  /** What `saveState` kept. */
  state(name: string): string | undefined;
}

/** What an action has found out, for the step's log, summary, annotations and conclusion. */
export interface ActionResult<Output extends string> {
  /** The step's own exit code. It may be 0 beside an output `exit-code` that is not. */
  readonly exitCode: ExitCode;
  readonly outputs: Readonly<Partial<Record<Output, OutputValue>>>;
  /** Markdown for the page of the run. */
  readonly summary?: string | undefined;
  /** Last lines of the log: the headline, and the numbers behind it. */
  readonly log?: string | undefined;
  readonly annotations?: readonly Annotation[] | undefined;
}

/** What is to be said of an action that did not finish. */
export type PostResult = Pick<ActionResult<never>, 'summary' | 'log'>;

/** One action: its face in action.yml, and what it does. */
export interface ActionDefinition<Given extends Inputs, Output extends string> {
  /** Folder under actions/: `compare`. */
  readonly name: string;
  /** Name in action.yml: `Weighbridge: compare`. */
  readonly title: string;
  readonly description: string;
  readonly branding?: { readonly icon: string; readonly color: string };
  readonly inputs: Given;
  /** What each output says. */
  readonly outputs: Readonly<Record<Output, string>>;
  /** Does the work. A Failure it throws is printed as sentences; anything else thrown is a bug of ours. */
  act(run: ActionRun<Given>): Promise<ActionResult<NoInfer<Output>>>;
  /** Says on the pull request and in the summary what became of the run, where `act` did not finish. Fails no job. */
  report?(run: PostRun<Given>): Promise<PostResult | undefined>;
}

/** An action, with the types of its inputs and outputs taken from what it declares. */
export function defineAction<const Given extends Inputs, const Output extends string>(
  definition: ActionDefinition<Given, Output>,
): ActionDefinition<Given, Output> {
  return definition;
}
