import type { Verdict } from '@weighbridge/contract';
import { card } from './card.ts';
import { listed } from './count-text.ts';
import { type Card, type Inline, paragraph, type ReportDocument } from './document.ts';
import { foot } from './foot.ts';
import { maxNameChars } from './metric-row.ts';
import { isQuiet, isStill } from './quiet.ts';
import { quietLine } from './sentences.ts';
import { worstFirst } from './sign.ts';
import { cut } from './visible.ts';

const maxNamed = 12;

function modelNames(verdicts: readonly Verdict[]): string {
  const names = verdicts.slice(0, maxNamed).map(({ model }) => cut(model, maxNameChars));
  const left = verdicts.length - names.length;
  return listed(left > 0 ? [...names, `${left} more`] : names);
}

function modelList(verdicts: readonly Verdict[]): string {
  return modelNames(verdicts).replace(/ and (?=[^,]*$)/u, ', ');
}

/** Several models of which none moved: still a sentence first. */
function allQuiet(quiet: readonly Verdict[]): Card {
  return {
    model: '',
    sign: '✅',
    tone: 'good',
    heading: [`${modelNames(quiet)}: no drop found`],
    blocks: [
      {
        kind: 'list',
        items: quiet
          .slice(0, maxNamed)
          .map((verdict) => [`${cut(verdict.model, maxNameChars)}: `, ...quietLine(verdict)]),
        left: Math.max(0, quiet.length - maxNamed),
      },
    ],
    // The commits are the same for all of them.
    foot: quiet.slice(0, 1).flatMap((verdict) => foot(verdict).slice(0, 1)),
  };
}

function allUntouched(untouched: readonly Verdict[]): Card {
  const [only] = untouched;
  if (only !== undefined && untouched.length === 1) {
    return { ...card(only), blocks: [], foot: [] };
  }
  const sentence = untouched.length === 0 ? 'No model was weighed' : `${modelNames(untouched)} are untouched`;
  const blocks =
    untouched.length === 0
      ? [paragraph('There is no model in weighbridge.yml that this change could touch.')]
      : [];
  return { model: '', sign: '✅', tone: 'good', heading: [sentence], blocks, foot: [] };
}

/** Orders the verdicts, and folds the quiet and the untouched ones into a line. */
export function reportDocument(verdicts: readonly Verdict[], version: string): ReportDocument {
  const ordered = worstFirst(verdicts);
  const still = ordered.filter(isStill);
  const quiet = ordered.filter(isQuiet);
  const loud = ordered.filter((verdict) => !isStill(verdict) && !isQuiet(verdict));
  if (loud.length + quiet.length === 0)
    return { cards: [allUntouched(still)], rest: [], untouched: [], version };
  const untouched = still.length === 0 ? [] : [`${modelList(still)} untouched`];
  const [only] = quiet;
  if (loud.length === 0) {
    const cards = [quiet.length === 1 && only !== undefined ? card(only) : allQuiet(quiet)];
    return { cards, rest: [], untouched, version };
  }
  const rest = quiet.length === 0 ? [] : [[`✅ ${modelList(quiet)}: no drop found`]];
  return { cards: loud.map(card), rest, untouched, version };
}

/** What the last line of a report says beside its models. */
export function closing({ rest, untouched, version }: ReportDocument): readonly (readonly Inline[])[] {
  return [...rest, ...(untouched.length === 0 ? [] : [untouched]), [`weighbridge ${version}`]];
}
