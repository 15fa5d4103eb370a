import { formatCount } from '@weighbridge/contract';

/** `25 examples`, `1 example`. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** `90 %`, `97.5 %`, `99.99 %`. */
export function levelText(level: number): string {
  const decimals = level > 0.995 ? 2 : 1;
  return `${(level * 100).toFixed(decimals).replace(/\.?0+$/u, '')} %`;
}

/** `today`, `1 day ago`, `12 days ago`. */
export function ageText(days: number): string {
  const whole = Math.floor(days);
  return whole < 1 ? 'today' : `${countOf(whole, 'day')} ago`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** The first letter as a sentence begins; names of files and the like stay as they are. */
export function capitalised(text: string): string {
  if (/^\S*[._/]\S/u.test(text)) return text;
  const [first = ''] = text;
  return first.toLocaleUpperCase('en-US') + text.slice(first.length);
}
