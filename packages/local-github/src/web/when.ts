import { type Markup, markup } from './markup.ts';

/** A time as people say it, with the exact one behind it. */
export function ago(at: string, now: Date): Markup {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1_000));
  return markup`<time datetime="${at}" title="${at.replace('T', ' ').replace('Z', ' UTC')}">${words(seconds, at)}</time>`;
}

function words(seconds: number, at: string): string {
  const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  if (seconds < 60) return 'now';
  if (seconds < 3_600) return counted(Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return counted(Math.floor(seconds / 3_600), 'hour');
  if (seconds < 30 * 86_400) return counted(Math.floor(seconds / 86_400), 'day');
  return `on ${at.slice(0, 10)}`;
}

/** `1m 12s`, from one time to another. */
export function lasted(from: string, to: string | null): string {
  if (to === null) return '';
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
}
