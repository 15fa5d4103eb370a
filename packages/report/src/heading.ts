import type { Verdict } from '@weighbridge/contract';
import { code, type Inline } from './document.ts';
import { maxNameChars } from './metric-row.ts';
import { cut } from './visible.ts';

const maxHeadingChars = 300;

/** `mode: observe` between backticks becomes code; what the backticks hold is escaped as everything else is. */
export function withCode(text: string): readonly Inline[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [text];
  return parts.flatMap((part, index): Inline[] => (part === '' ? [] : [index % 2 === 1 ? code(part) : part]));
}

/** The sentence that decides; it names the model, also where the headline leaves that to its reader. */
export function heading(verdict: Verdict): readonly Inline[] {
  const headline = cut(verdict.headline, maxHeadingChars);
  const named = headline.includes(verdict.model);
  return withCode(named ? headline : `${cut(verdict.model, maxNameChars)}: ${headline}`);
}
