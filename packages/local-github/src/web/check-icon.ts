import type { CheckRunRecord, StatusRecord } from '../state/records.ts';
import { type Markup, markup } from './markup.ts';

export type Mood = 'good' | 'bad' | 'busy' | 'none';

export function moodOf(status: string, conclusion: string | null): Mood {
  if (status !== 'completed') return 'busy';
  if (conclusion === 'success') return 'good';
  return conclusion === 'skipped' || conclusion === 'neutral' ? 'none' : 'bad';
}

export function moodOfStatus({ state }: StatusRecord): Mood {
  if (state === 'pending') return 'busy';
  return state === 'success' ? 'good' : 'bad';
}

const signs: Readonly<Record<Mood, string>> = { good: '✓', bad: '✕', busy: '●', none: '–' };

export function icon(mood: Mood): Markup {
  return markup`<span class="icon ${mood}" aria-hidden="true">${signs[mood]}</span>`;
}

/** How a check ended, in GitHub's words. */
export function endedHow(
  { status, conclusion }: Pick<CheckRunRecord, 'status' | 'conclusion'>,
  after: string,
): string {
  if (status === 'queued' || status === 'waiting' || status === 'pending' || status === 'requested')
    return 'Queued';
  if (status === 'in_progress') return 'In progress';
  const words: Readonly<Record<string, string>> = {
    success: 'Successful in',
    failure: 'Failing after',
    cancelled: 'Cancelled after',
    timed_out: 'Timed out after',
    skipped: 'Skipped',
    neutral: 'Completed in',
    action_required: 'Action required after',
  };
  const word = words[conclusion ?? ''] ?? 'Completed in';
  return conclusion === 'skipped' ? word : `${word} ${after}`;
}
