import type { MetricPolicy } from '@weighbridge/contract';
import { compareIds } from './alignment.ts';
import { configFailure } from './amounts.ts';
import type { SuiteInput } from './input.ts';
import { metricShape, turned } from './metric-shape.ts';

/** What became of the examples that may never fail. */
export interface MustPass {
  readonly failing: readonly string[];
  /** To be evaluated, and without a result. */
  readonly unevaluated: readonly string[];
  /** Nowhere in the suite nor in the rows: the list names what is not there. */
  readonly unknown: readonly string[];
}

/**
 * An example fails where a pass/fail metric of it is not at its best in every repeat: gating metrics decide, where none gates all of them.
 * By main's rows it is known which metrics are pass/fail; without any, by the candidate's.
 *
 * @throws Failure `config` where the suite has no pass/fail metric that could tell
 */
export function mustPass(input: SuiteInput): MustPass {
  const { candidate } = input;
  if (input.mustPass.length === 0) return { failing: [], unevaluated: [], unknown: [] };
  const places = new Map(candidate.ids.map((id, place) => [id, place]));
  const shapes = decidingMetrics(input);
  const known = knownIds(input);
  const failing: string[] = [];
  const unevaluated: string[] = [];
  const unknown: string[] = [];
  for (const id of [...new Set(input.mustPass)].sort(compareIds)) {
    const place = places.get(id);
    const values =
      place === undefined
        ? []
        : shapes.map((shape) => turned(shape, candidate.metrics.get(shape.policy.of)?.[place] ?? Number.NaN));
    if (values.some((y) => y < 1 - 1e-9)) failing.push(id);
    else if (values.length === 0 || values.some(Number.isNaN)) {
      if (place !== undefined || (input.planned !== undefined && known(id))) unevaluated.push(id);
      else if (!known(id)) unknown.push(id);
    }
  }
  return { failing, unevaluated, unknown };
}

function decidingMetrics(input: SuiteInput) {
  const rows = input.baselines.length > 0 ? input.baselines : [input.candidate];
  const shapes = input.policy.metrics.map((metric) => metricShape(metric, rows));
  const passFail = shapes.filter((shape) => shape.kind === 'pass-fail');
  const gating = passFail.filter((shape) => shape.gate === 'block');
  const evaluated = input.candidate.errors.some((error) => error !== 1);
  const first: MetricPolicy | undefined = input.policy.metrics[0];
  if (passFail.length === 0 && evaluated && first !== undefined)
    throw configFailure(
      first,
      `suite ${input.policy.name}: \`must_pass\` needs a metric whose values are 0 and 1, and none of ${input.policy.metrics.map((metric) => metric.name).join(', ')} is`,
    );
  return gating.length > 0 ? gating : passFail;
}

function knownIds(input: SuiteInput): (id: string) => boolean {
  const suite = input.suite === undefined ? undefined : new Set(input.suite);
  const main = new Set(input.baselines[0]?.ids);
  return (id) => suite?.has(id) ?? main.has(id);
}
