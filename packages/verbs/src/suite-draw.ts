import { readFile } from 'node:fs/promises';
import { examplesKey } from '@weighbridge/contract';
import { type ExampleFile, parseMustPass, planSuite, readExamples, shardOf } from '@weighbridge/results';
import type { Call } from './call.ts';
import type { Change } from './change.ts';
import { decidingFile } from './deciding-file.ts';
import { listExamples } from './list-examples.ts';
import type { ModelPlan, SuitePlan } from './model-plan.ts';
import type { StateFolder } from './state-folder.ts';

/** Which examples of a suite are evaluated, in which order; the same on every machine and at every push. */
export interface SuiteDraw {
  readonly examples: ExampleFile;
  /** In the order to evaluate. */
  readonly planned: readonly string[];
  /** Must-pass ids outside the plan, evaluated beside it. */
  readonly beside: readonly string[];
  readonly mustPass: readonly string[];
  readonly orderSeed: string;
  readonly examplesKey: string;
  readonly full: boolean;
  /** What the change does to the suite that judges it, in words. */
  readonly changes: readonly string[];
}

export interface DrawOptions {
  /** The whole suite instead of its subset. */
  readonly full: boolean;
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
}

/**
 * Reads the deciding side's suite and draws what is to be evaluated.
 *
 * @throws Failure `config` where the examples are on neither side, `rows` where they cannot be read
 */
export async function drawSuite(
  call: Call,
  change: Change,
  plan: ModelPlan,
  { policy: suite }: SuitePlan,
  folder: StateFolder,
  options: DrawOptions,
): Promise<SuiteDraw> {
  const changes: string[] = [];
  const source =
    suite.examples.kind === 'list'
      ? await listExamples(call, change, plan.model, suite, suite.examples.command, folder)
      : await decidingFile({ change, plan, folder, changes, suite }, 'examples', suite.examples.path);
  const name = suite.examples.kind === 'file' ? suite.examples.path : source;
  const examples = await readExamples(source, { id: suite.id, name });
  const mustPassFile =
    suite.mustPass === undefined
      ? undefined
      : await decidingFile({ change, plan, folder, changes, suite }, 'must_pass', suite.mustPass);
  const mustPass =
    mustPassFile === undefined || suite.mustPass === undefined
      ? []
      : parseMustPass(suite.mustPass, await readFile(mustPassFile));
  const orderSeed = `${suite.name}#${change.circumstances.draw}`;
  const size = options.full ? undefined : suite.subset?.size;
  const drawn = planSuite({ ids: examples.ids, seed: orderSeed, size, mustPass });
  const { shard } = options;
  return {
    examples,
    planned: shard === undefined ? drawn.planned : shardOf(drawn.planned, shard.index, shard.of),
    beside: shard === undefined || shard.index === 1 ? drawn.beside : [],
    mustPass: mustPass.map(({ id }) => id),
    orderSeed,
    examplesKey: examplesKey(examples.ids.map((id) => ({ id, key: examples.keys.get(id) ?? '' }))),
    full: drawn.planned.length === examples.ids.length && shard === undefined,
    changes,
  };
}
