import type { Verdict } from '@weighbridge/contract';
import { failed, moved } from './metric-row.ts';
import { news } from './news.ts';
import { provenance } from './provenance.ts';

/** A pass of which nothing moved and nothing has to be said: it needs no more than three lines, among others one. */
export function isQuiet(verdict: Verdict): boolean {
  const { counts } = verdict.examples;
  return (
    verdict.outcome === 'pass' &&
    verdict.accepted.length === 0 &&
    !verdict.metrics.some((metric) => moved(metric) || failed(metric)) &&
    counts.mustPassFailing + counts.removed === 0 &&
    verdict.context.changed.policy.length === 0 &&
    provenance(verdict).length === 0 &&
    news(verdict).length === 0
  );
}

/** A model that the change leaves as it is, and with it how it will be judged: its name is enough. */
export function isStill(verdict: Verdict): boolean {
  return verdict.outcome === 'untouched' && verdict.context.changed.policy.length === 0;
}
