import type { Block, Card, ReportDocument, SectionName } from './document.ts';

/** How much of a report is printed. */
export interface Detail {
  /** Sections that are left out whole. */
  readonly without: readonly SectionName[];
  /** Longest list, of names and of rows each. */
  readonly names: number;
  readonly rows: number;
  readonly logLines: number;
}

/** The least that a model's body can be: its table, its sentences, and what to do. */
export const fewest: Detail = {
  without: [
    'texts of examples',
    'history',
    'explanation',
    'slices',
    'missing examples',
    'more metrics',
    'changes',
    'newly failing examples',
    'log',
  ],
  names: 5,
  rows: 8,
  logLines: 0,
};

/** From all to the least, in the order in which a reader misses them least. */
export const detailSteps: readonly Detail[] = [
  { without: [], names: 200, rows: 50, logLines: 30 },
  { without: ['texts of examples'], names: 100, rows: 30, logLines: 30 },
  { without: ['texts of examples', 'history'], names: 50, rows: 20, logLines: 20 },
  { without: ['texts of examples', 'history', 'explanation'], names: 20, rows: 10, logLines: 10 },
  {
    without: ['texts of examples', 'history', 'explanation', 'slices', 'missing examples'],
    names: 10,
    rows: 8,
    logLines: 10,
  },
  fewest,
];

function trimmedBlock(block: Block, detail: Detail): readonly Block[] {
  switch (block.kind) {
    case 'fold': {
      if (detail.without.includes(block.section)) return [];
      return [{ ...block, blocks: block.blocks.flatMap((child) => trimmedBlock(child, detail)) }];
    }
    case 'names': {
      const names = block.names.slice(0, detail.names);
      return [{ ...block, names, left: block.left + block.names.length - names.length }];
    }
    case 'list': {
      const items = block.items.slice(0, detail.names);
      return [{ ...block, items, left: block.left + block.items.length - items.length }];
    }
    case 'table': {
      const rows = block.rows.slice(0, detail.rows);
      return [{ ...block, rows, left: block.left + block.rows.length - rows.length }];
    }
    case 'metrics':
      return [{ ...block, rows: block.rows.slice(0, detail.rows) }];
    case 'log':
      return [{ ...block, lines: block.lines.slice(-detail.logLines) }];
    case 'paragraph':
    case 'history':
      return [block];
  }
}

export function trimmedCard(card: Card, detail: Detail): Card {
  return { ...card, blocks: card.blocks.flatMap((block) => trimmedBlock(block, detail)) };
}

function sections(blocks: readonly Block[]): readonly SectionName[] {
  return blocks.flatMap((block) => (block.kind === 'fold' ? [block.section] : []));
}

/** Names of the sections that the document has and the detail leaves out. */
export function leftOut(document: ReportDocument, detail: Detail): readonly SectionName[] {
  const there = new Set(document.cards.flatMap((card) => sections(card.blocks)));
  return detail.without.filter((section) => there.has(section));
}
