import type { Problem, Where } from '@weighbridge/contract';
import type { MapNode, Node } from './node.ts';

/** Where a file was read: in the commit that the event names, or in the folder that stands for weighbridge-ci/weighbridge. */
export type Source = 'commit' | 'checkout';

/** A workflow file, understood. What has expressions in it is still a node. */
export interface Workflow {
  /** `.github/workflows/ci.yml` */
  readonly path: string;
  readonly source: Source;
  /** Its `name:`, or its path. */
  readonly name: string;
  readonly where: Where;
  readonly runName: Node | undefined;
  /** Event names with what stands under them. */
  readonly on: ReadonlyMap<string, Node | undefined>;
  readonly permissions: Node | undefined;
  readonly env: MapNode | undefined;
  readonly defaults: Node | undefined;
  readonly concurrency: Node | undefined;
  readonly jobs: readonly Job[];
  /** What stands in it and does not run here. */
  readonly unsupported: readonly Problem[];
}

/** A job of a workflow file. */
export type Job = StepsJob | CallJob;

interface JobCommon {
  readonly id: string;
  readonly name: Node | undefined;
  readonly where: Where;
  readonly needs: readonly string[];
  /** An expression, `success() && (…)` where it names no status function itself. */
  readonly condition: string;
  readonly permissions: Node | undefined;
  readonly concurrency: Node | undefined;
  readonly strategy: Node | undefined;
}

/** A job that runs steps. */
export interface StepsJob extends JobCommon {
  readonly kind: 'steps';
  readonly runsOn: Node | undefined;
  readonly env: MapNode | undefined;
  readonly defaults: Node | undefined;
  readonly environment: Node | undefined;
  readonly timeoutMinutes: Node | undefined;
  readonly continueOnError: Node | undefined;
  readonly outputs: MapNode | undefined;
  readonly steps: readonly Step[];
}

/** A job that is another workflow. */
export interface CallJob extends JobCommon {
  readonly kind: 'call';
  readonly uses: string;
  readonly with: MapNode | undefined;
  readonly secrets: 'inherit' | MapNode | undefined;
}

/** A step of a job. */
export type Step = RunStep | UsesStep;

interface StepCommon {
  readonly id: string;
  readonly name: Node | undefined;
  readonly where: Where;
  readonly condition: string;
  readonly env: MapNode | undefined;
  readonly timeoutMinutes: Node | undefined;
  readonly continueOnError: Node | undefined;
}

/** A step that is a script. */
export interface RunStep extends StepCommon {
  readonly kind: 'run';
  readonly run: Node;
  readonly shell: Node | undefined;
  readonly workingDirectory: Node | undefined;
}

/** A step that is an action. */
export interface UsesStep extends StepCommon {
  readonly kind: 'uses';
  readonly uses: string;
  readonly with: MapNode | undefined;
}
