import type { EvalCommand } from './find-commands.ts';
import type { FoundExamples } from './find-examples.ts';
import type { ModelFiles } from './find-model-files.ts';
import type { Subset } from './find-subset.ts';
import type { OtherEvaluation } from './other-evaluations.ts';
import type { ProposedMetric } from './propose-metrics.ts';
import type { SeenRows } from './seen-rows.ts';

/** All that goes into a policy, before it is text. */
export interface Proposal {
  readonly name: string;
  readonly command: EvalCommand;
  /** Other commands that could be the evaluation, for people. */
  readonly otherCommands: readonly string[];
  /** Evaluations that seem to be of other models, which this proposal leaves out. */
  readonly otherEvaluations: readonly OtherEvaluation[];
  readonly examples: FoundExamples;
  readonly otherExamples: readonly string[];
  readonly model: ModelFiles;
  /** How the scripts that train are run. */
  readonly training: readonly string[];
  /** The harness, where `run` does not name it, or names what trains as well. */
  readonly code: readonly string[] | undefined;
  readonly mustPass: string | undefined;
  readonly env: readonly string[];
  readonly subset: Subset | undefined;
  /** The rows or predictions that the metrics were found in. */
  readonly seen: SeenRows | undefined;
  readonly metrics: readonly ProposedMetric[];
  /** Whether the command ran to a good end, or nobody asked it to. */
  readonly ended: boolean;
  /** Why the numbers are not what they should be; whole sentences. */
  readonly problems: readonly string[];
}
