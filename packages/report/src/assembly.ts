import { formatCount } from '@weighbridge/contract';
import { listed } from './count-text.ts';
import { type Detail, leftOut, trimmedCard } from './detail.ts';
import { type Card, type Inline, joined, type ReportDocument } from './document.ts';
import { markdownBlock } from './markdown-block.ts';
import { markdownInlines } from './markdown-inline.ts';
import { closing } from './report-document.ts';

/** Stands at the start of every comment of ours, and there only: by it and its author the comment is found again. */
export const reportMarker = '<!-- weighbridge:report -->';

/** How much of a document is printed: so many models with all that `detail` leaves, so many with at least their headings. */
export interface Plan {
  readonly detail: Detail;
  readonly bodies: number;
  readonly headings: number;
  readonly shortened: boolean;
}

/**
 * The document as Markdown, blocks apart by blank lines, so that it reads the same with and without GitHub's hard line breaks.
 * Undefined where it takes more than `maxChars`.
 */
export function assembled(
  document: ReportDocument,
  plan: Plan,
  maxChars: number,
  repositoryUrl?: string,
): string | undefined {
  const last = closing(document);
  const alone = document.cards.length === 1;
  const blocks: string[] = [];
  let chars = reportMarker.length;
  for (const [index, card] of document.cards.slice(0, plan.headings).entries()) {
    const full = index < plan.bodies;
    const added = cardText(card, plan, full, full && alone ? last : [], repositoryUrl);
    blocks.push(...added);
    chars += added.reduce((sum, block) => sum + block.length, 0);
    // What is too long already need not be written to its end: with hundreds of models that is most of the work.
    if (chars > maxChars) return undefined;
  }
  const end = alone && plan.bodies > 0 ? [] : footText(last);
  const text = `${reportMarker}\n${[...blocks, ...notes(document, plan), ...end].join('\n\n')}\n`;
  return text.length > maxChars ? undefined : text;
}

function cardText(
  card: Card,
  plan: Plan,
  full: boolean,
  last: Card['foot'],
  repositoryUrl?: string,
): readonly string[] {
  const heading = `### ${card.sign} ${markdownInlines(card.heading, repositoryUrl)}`;
  if (!full) return [heading];
  const body = trimmedCard(card, plan.detail).blocks.map((block) => markdownBlock(block, repositoryUrl));
  return [heading, ...body, ...footText([...card.foot, ...last])];
}

function footText(parts: readonly (readonly Inline[])[]): readonly string[] {
  return parts.length === 0 ? [] : [`<sub>${markdownInlines(joined(parts, ' · '))}</sub>`];
}

function notes(document: ReportDocument, plan: Plan): readonly string[] {
  if (!plan.shortened) return [];
  const total = document.cards.length;
  const parts: string[] = [...leftOut(document, plan.detail)];
  if (plan.bodies < total)
    parts.push(
      plan.bodies === 0
        ? 'all but the headlines'
        : `all but the headlines of ${formatCount(total - plan.bodies)} models`,
    );
  parts.push('the ends of long lists');
  const note = `<sub>Left out, to fit into a comment: ${listed(parts)}.</sub>`;
  return plan.headings < total
    ? [signCounts(document.cards.slice(plan.headings), plan.headings), note]
    : [note];
}

function signCounts(cards: readonly Card[], shown: number): string {
  const counts = new Map<string, number>();
  for (const { sign } of cards) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const bySign = [...counts].map(([sign, count]) => `${sign} ${formatCount(count)}`).join(' · ');
  return `${shown === 0 ? '' : 'And '}${formatCount(cards.length)} ${shown === 0 ? '' : 'more '}models: ${bySign}`;
}
