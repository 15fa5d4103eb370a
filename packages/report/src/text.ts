import type { Verdict } from '@weighbridge/contract';
import { trimmedCard } from './detail.ts';
import { type Card, joined } from './document.ts';
import { explanationBlocks } from './explanation.ts';
import { heading } from './heading.ts';
import { maxNameChars } from './metric-row.ts';
import { news } from './news.ts';
import { paint } from './paint.ts';
import { reasonBlocks } from './reason-blocks.ts';
import { closing, reportDocument } from './report-document.ts';
import { inlineText, textBlock } from './text-block.ts';
import { cut } from './visible.ts';
import { wrap } from './width.ts';

export interface TextOptions {
  /** Of Weighbridge. */
  readonly version: string;
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: boolean;
}

const minColumns = 40;
const detail = { without: ['explanation'], names: 20, rows: 20, logLines: 30 } as const;

/** The report for a terminal. Nothing in it but our own colours is an escape sequence, whatever the verdicts hold. */
export function renderText(verdicts: readonly Verdict[], options: TextOptions): string {
  const columns = Math.max(minColumns, options.width);
  const style = paint(options.colour);
  const document = reportDocument(verdicts, options.version);
  const cards = document.cards.map((card) => trimmedCard(card, detail));
  const end = closing(document);
  const footLines = (parts: Card['foot']) =>
    parts.length === 0
      ? []
      : [
          wrap(inlineText(joined(parts, ' · ')), columns)
            .map(style.dim)
            .join('\n'),
        ];
  const texts = cards.map((card, index) => {
    const heading = wrap(`${card.sign} ${inlineText(card.heading)}`, columns, '   ');
    const blocks = card.blocks.map((block) => textBlock(block, columns, style));
    const explained = document.cards[index]?.blocks.some(
      (block) => block.kind === 'fold' && block.section === 'explanation',
    );
    const verdict = verdicts.find(({ model }) => model === card.model);
    const hint =
      explained === true && verdict !== undefined
        ? [wrap(explainHint(verdict), columns, '  ').map(style.dim).join('\n')]
        : [];
    const foot = footLines(cards.length === 1 ? [...card.foot, ...end] : card.foot);
    return [
      heading.map((line) => style.bold(style.tone(card.tone, line))).join('\n'),
      ...blocks,
      ...hint,
      ...foot,
    ].join('\n\n');
  });
  const last = cards.length === 1 ? [] : footLines(end);
  return `${[...texts, ...last].join('\n\n')}\n`;
}

/** What to call; results given by hand have their verdict where `--out` says. */
function explainHint({ model, baseline }: Verdict): string {
  const folder = baseline?.rung === 'given' ? '' : `.weighbridge/${cut(model, maxNameChars)}/`;
  return inlineText([`How this was decided: weighbridge explain ${folder}verdict.json`]);
}

const explanationColumns = 100;

/** What decided, for `explain`: all metrics that had a say, or one of them with its slices. */
export function renderExplanation(verdict: Verdict, metric?: string): string {
  const reasons = metric === undefined ? reasonBlocks(news(verdict)) : [];
  const blocks = [...reasons, ...explanationBlocks(verdict, metric)];
  const texts = blocks.map((block) => textBlock(block, explanationColumns, paint(false)));
  const first = wrap(inlineText(heading(verdict)), explanationColumns).join('\n');
  return `${[first, ...texts].join('\n\n')}\n`;
}
