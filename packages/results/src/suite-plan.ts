import { Failure } from '@weighbridge/contract';
import { listedProblems, type MustPassId } from './must-pass.ts';
import { quoted } from './quoted.ts';
import { suiteOrder } from './suite-order.ts';

export interface PlanInput {
  /** All ids of the suite, in any order. */
  readonly ids: readonly string[];
  /** Text that seeds the order: the suite's name and the pull request's number or the branch. */
  readonly seed: string;
  /** How many examples are planned; undefined: all. */
  readonly size: number | undefined;
  readonly mustPass: readonly (string | MustPassId)[];
}

export interface SuitePlan {
  /** The subset: a prefix of the suite's order, in that order. */
  readonly planned: readonly string[];
  /** Must-pass ids outside the subset, in the suite's order: evaluated too, never part of the estimate. */
  readonly beside: readonly string[];
}

/** Which examples are evaluated. Throws a Failure `config` that names the must-pass ids that are not in the suite. */
export function planSuite(input: PlanInput): SuitePlan {
  const suite = new Set(input.ids);
  const mustPass = input.mustPass.map((entry) => (typeof entry === 'string' ? { id: entry } : entry));
  const unknown = mustPass.filter(({ id }) => !suite.has(id));
  if (unknown.length > 0) {
    const problems = unknown.map((entry) => ({
      message: `the must-pass id ${quoted(entry.id)} is in no example of the suite`,
      ...('where' in entry ? { where: entry.where } : {}),
    }));
    throw new Failure('config', listedProblems(problems));
  }
  const order = suiteOrder(input.ids, input.seed);
  const planned = order.slice(0, input.size ?? order.length);
  const wanted = new Set(mustPass.map(({ id }) => id));
  return { planned, beside: order.slice(planned.length).filter((id) => wanted.has(id)) };
}

/**
 * The part of a plan that one shard evaluates: every `of`-th example, so each part is itself a random sample. All parts together are the plan.
 *
 * @param shard from 1
 */
export function shardOf(planned: readonly string[], shard: number, of: number): readonly string[] {
  if (!Number.isInteger(shard) || !Number.isInteger(of) || shard < 1 || shard > of) {
    throw new Failure('usage', `there is no shard ${shard} of ${of}; write 1/8 to 8/8`);
  }
  return planned.filter((_, at) => at % of === shard - 1);
}
