import type { Verdict } from '@weighbridge/contract';
import type { SuiteInput } from '@weighbridge/verdict';

/** Points of main's history that a verdict carries along. */
export const maxHistoryPoints = 20;
/** Newly failing examples whose texts are shown. */
const maxTexts = 20;

/**
 * A run of main adds its own values to the history that its baseline's verdict carried, so that the history of main is
 * read from one stored run.
 */
export function withOwnPoint(
  verdict: Verdict,
  own: { readonly commit: string; readonly at: Date } | undefined,
): Verdict {
  if (own === undefined) return verdict;
  const overall = verdict.metrics.filter((metric) => metric.slice === null && metric.candidate !== null);
  const history = overall.map((metric) => {
    const name = metric.name;
    const before = verdict.context.history.find((line) => line.metric === name)?.points ?? [];
    const point = { commit: own.commit, value: metric.candidate ?? 0, at: own.at.toISOString() };
    return { metric: name, points: [...before, point].slice(-maxHistoryPoints) };
  });
  return { ...verdict, context: { ...verdict.context, history } };
}

/** Label and both predictions of the first newly failing examples, where rows keep their texts. */
export function exampleTexts(
  verdict: Verdict,
  suites: readonly SuiteInput[],
): Verdict['context']['examples'] {
  return verdict.examples.newlyFailing.slice(0, maxTexts).flatMap((id) => {
    const suite = suites.find((other) => other.candidate.texts?.has(id));
    const after = suite?.candidate.texts?.get(id);
    if (after === undefined) return [];
    const before = suite?.baselines[0]?.texts?.get(id);
    return [
      {
        id,
        label: after.label ?? null,
        baseline: before?.prediction ?? null,
        candidate: after.prediction ?? null,
      },
    ];
  });
}
