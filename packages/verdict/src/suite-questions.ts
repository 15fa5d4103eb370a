import { formatCount } from '@weighbridge/contract';
import { mean } from '@weighbridge/statistics';
import { type Alignment, align } from './alignment.ts';
import { amountsOf, configFailure } from './amounts.ts';
import { candidateAlone } from './candidate-alone.ts';
import { type Comparison, compare } from './comparison.ts';
import type { SuiteInput } from './input.ts';
import { type MetricEntries, metricEntries, missingValues } from './metric-entries.ts';
import { type MetricShape, metricShape, unturned } from './metric-shape.ts';
import type { Question } from './question.ts';
import { restOf, sampleOf } from './sample.ts';
import { sliceMembers } from './slice-members.ts';

/** A reported slice key with more values than this is not a slice but an id. */
const maxReportedValues = 100;

/** All that is asked of one suite, and how its sides were joined. */
export interface SuiteQuestions {
  readonly input: SuiteInput;
  readonly alignment: Alignment;
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
}

/**
 * @param shownOnly the baseline is another model's: numbers are shown and nothing is judged by them
 * @throws Failure `config` or `rows`
 */
export function suiteQuestions(input: SuiteInput, shownOnly: boolean): SuiteQuestions {
  const comparable = input.notComparable.length === 0;
  const compared: SuiteInput = comparable ? input : { ...input, baselines: [] };
  const alignment = align(compared);
  const notes: string[] = [...clusterNotes(input)];
  const questions = input.policy.metrics.flatMap((policy) => {
    const baselines = compared.baselines;
    const shape = metricShape(policy, baselines.length > 0 ? baselines : [input.candidate]);
    const missing = missingValues(input.candidate, alignment, policy.of);
    const base = {
      input: compared,
      shape,
      missing,
      tooManyMissing: missing > input.policy.maxMissing * alignment.plannedCount + 1e-9,
    };
    const overall = (comparison: Comparison | undefined): Question => ({
      ...base,
      slice: null,
      role: shownOnly && comparison !== undefined ? 'shown' : shape.gate === 'block' ? 'gates' : 'warns',
      reported: false,
      comparison,
      alone: comparison === undefined || shownOnly ? candidateAlone(compared, shape) : undefined,
      notes: shape.notes,
    });
    if (baselines.length === 0) return [overall(undefined)];
    const entries = metricEntries(compared, alignment, shape);
    const comparison = compareMembers(shape, entries, undefined, alignment.plannedCount);
    const judgedHere = shape.gate === 'block' && !shownOnly && comparison.estimate.total > 0;
    if (typeof comparison.amounts === 'string' && judgedHere)
      throw configFailure(policy, `metric ${policy.name}: ${comparison.amounts}`);
    if (shape.gate === 'off') return [overall(comparison)];
    const slices = sliceKeys(compared, shape).flatMap(({ key, declared }) => {
      const members = sliceMembers(baselines[0] ?? input.candidate, alignment, entries, key);
      if (members === undefined) {
        notes.push(`slice ${key} is not in main's rows`);
        return [];
      }
      if (!declared && members.length > maxReportedValues) {
        notes.push(`slice ${key} has ${formatCount(members.length)} values and is not reported`);
        return [];
      }
      return members.map(
        ({ value, members }): Question => ({
          ...base,
          slice: { key, value },
          role: shownOnly ? 'shown' : declared && shape.gate === 'block' ? 'gates' : 'warns',
          reported: !declared || shape.gate !== 'block',
          comparison: compareMembers(shape, entries, members, undefined),
          alone: undefined,
          notes: [],
        }),
      );
    });
    return [overall(comparison), ...slices];
  });
  return { input: compared, alignment, questions, notes: [...new Set(notes)] };
}

/** Declared keys first; a key that is both is declared. */
function sliceKeys(input: SuiteInput, shape: MetricShape) {
  const declared = shape.policy.slices;
  const reported = input.policy.slices.filter((key) => !declared.includes(key));
  return [
    ...declared.map((key) => ({ key, declared: true })),
    ...reported.map((key) => ({ key, declared: false })),
  ];
}

/** @param plannedCount examples planned; undefined: those of the members */
function compareMembers(
  shape: MetricShape,
  entries: MetricEntries,
  members: Int32Array | undefined,
  plannedCount: number | undefined,
): Comparison {
  const sample = sampleOf(entries, members);
  const planned = plannedCount ?? sample.candidate.length + sample.missingBaseline.length;
  const rest = restOf(sample);
  const n = sample.candidate.length;
  const total = n + rest.length;
  const suiteMean =
    total === 0
      ? 0
      : (n === 0 ? 0 : (mean(sample.baseline) * n) / total) +
        (rest.length === 0 ? 0 : (mean(rest) * rest.length) / total);
  const amounts = (own: number) =>
    total === 0 ? 'main has no value of this metric' : amountsOf(shape, own, planned);
  return compare(shape, sample, amounts, unturned(shape, suiteMean), members === undefined);
}

/** Rows that name clusters are judged all the same, and it is said what that costs. */
function clusterNotes({ candidate, baselines }: SuiteInput): readonly string[] {
  if (!candidate.clustered && !baselines.some(({ clustered }) => clustered)) return [];
  return [
    'rows name clusters, which this version does not take into account: examples are judged as if each were independent, and the intervals are too narrow',
  ];
}
