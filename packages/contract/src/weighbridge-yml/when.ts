import type { When } from '../policy.ts';

const moments = ['pr', 'main', 'schedule', 'never'] as const;

/** For editors; a label is up to 50 characters, as GitHub has it. */
export const whenPattern = /^(?:pr|main|schedule|never|label:\S(?:.{0,48}\S)?)$/u;

/** What is wrong with a `when`; undefined where it is well. */
export function whenProblem(text: string): string | undefined {
  if (whenPattern.test(text)) return undefined;
  if (text.startsWith('label:')) return 'expected the name of a label after `label:`, such as label:gpu';
  return 'expected `pr`, `main`, `schedule`, `never` or `label:` and a label';
}

/** The moment that checked text names. */
export function parseWhen(text: string): When {
  if (text.startsWith('label:')) return { at: 'label', label: text.slice('label:'.length) };
  return { at: moments.find((moment) => moment === text) ?? 'pr' };
}
