import type { SuitePolicy } from '@weighbridge/contract';
import type { Circumstances } from './circumstances.ts';

/**
 * Why a suite is not evaluated now, by its `when`; undefined where it is due. A person at a terminal who asks for an
 * evaluation gets it.
 */
export function notDue({ name, when }: SuitePolicy, circumstances: Circumstances): string | undefined {
  const { kind, labels } = circumstances;
  const written = `\`when: ${when.at === 'label' ? `label:${when.label}` : when.at}\` of ${name}`;
  if (when.at === 'never') return `${written}: it is not evaluated`;
  if (when.at === 'pr' || kind === 'local' || kind === 'schedule') return undefined;
  if (when.at === 'schedule') return `${written}: it is evaluated on schedule`;
  if (kind === 'main') return undefined;
  if (when.at === 'main') return `${written}: it is evaluated once this is merged`;
  if (when.at === 'label' && kind === 'pr') {
    const asked = `put the label ${when.label} on the pull request to have it evaluated`;
    return labels.includes(when.label) ? undefined : `${written}: ${asked}`;
  }
  return `${written}: a merge queue has no labels; it is evaluated once this is merged`;
}
