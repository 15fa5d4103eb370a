import type { When } from '@weighbridge/contract';
import type { Circumstances } from './circumstances.ts';

/** A part of a policy that has its time: a suite, or `train`. */
export interface Timed {
  readonly name: string;
  readonly when: When;
}

/**
 * Why a suite is not evaluated, or a model not trained, now, by its `when`; undefined where it is due. A person at a
 * terminal who asks for it gets it.
 *
 * @param done `evaluated` or `trained`
 */
export function notDue(
  { name, when }: Timed,
  circumstances: Circumstances,
  done: 'evaluated' | 'trained' = 'evaluated',
): string | undefined {
  const { kind, labels } = circumstances;
  const written = `\`when: ${when.at === 'label' ? `label:${when.label}` : when.at}\` of ${name}`;
  if (when.at === 'never') return `${written}: it is not ${done}`;
  if (when.at === 'pr' || kind === 'local' || kind === 'schedule') return undefined;
  if (when.at === 'schedule') return `${written}: it is ${done} on schedule`;
  if (kind === 'main') return undefined;
  if (when.at === 'main') return `${written}: it is ${done} once this is merged`;
  if (when.at === 'label' && kind === 'pr') {
    const asked = `put the label ${when.label} on the pull request to have it ${done}`;
    return labels.includes(when.label) ? undefined : `${written}: ${asked}`;
  }
  return `${written}: a merge queue has no labels; it is ${done} once this is merged`;
}
