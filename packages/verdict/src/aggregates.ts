import type { Verdict } from '@weighbridge/contract';
import { compareIds } from './alignment.ts';
import { finite } from './finite.ts';
import type { SuiteInput } from './input.ts';

/** Numbers that came without rows, by name: there is no spread to judge them by, so that they never gate. */
export function aggregatesOf({ policy, aggregates }: SuiteInput): Verdict['aggregates'] {
  if (aggregates === undefined) return [];
  const names = [...new Set([...aggregates.candidate.keys(), ...(aggregates.baseline?.keys() ?? [])])].sort(
    compareIds,
  );
  return names.map((name) => {
    const baseline = finite(aggregates.baseline?.get(name));
    const candidate = finite(aggregates.candidate.get(name));
    return {
      name,
      suite: policy.name,
      baseline,
      candidate,
      delta: baseline === null || candidate === null ? null : finite(candidate - baseline),
    };
  });
}
