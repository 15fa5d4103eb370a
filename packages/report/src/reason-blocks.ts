import { capitalised } from './count-text.ts';
import { type Block, type Inline, paragraph } from './document.ts';
import { withCode } from './heading.ts';
import { cut } from './visible.ts';

export const maxReasonChars = 600;
const maxReasons = 20;

/** Reasons are written to stand in a list; alone they are a sentence. */
function sentence(inlines: readonly Inline[]): readonly Inline[] {
  const [first, ...others] = inlines;
  const start = typeof first === 'string' ? [capitalised(first), ...others] : inlines;
  const last = start.at(-1);
  return typeof last === 'string' && /[.!?…]$/u.test(last) ? start : [...start, '.'];
}

export function reasonBlocks(reasons: readonly string[]): readonly Block[] {
  const shown = reasons.slice(0, maxReasons).map((reason) => withCode(cut(reason, maxReasonChars)));
  const [only] = shown;
  if (only === undefined) return [];
  if (shown.length === 1) return [paragraph(...sentence(only))];
  return [{ kind: 'list', items: shown, left: reasons.length - shown.length }];
}
