import type { MetricVerdict } from '@weighbridge/contract';

/**
 * What a report says, before it is known where it will be printed. A plain string is always escaped by the
 * renderer, wherever it came from; only the nodes named `owner`, `link` and `commit` are ever live, and only the base's policy and git make them.
 */
export type Inline =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'owner'; readonly text: string }
  /** Checked to be hexadecimal; GitHub links it to the commit of that name, if there is one. */
  | { readonly kind: 'commit'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly target: LinkTarget };

export type LinkTarget = { readonly url: string } | { readonly path: string };

/** What a colour would say; the word beside it always says it too. */
export type Tone = 'bad' | 'warn' | 'good' | 'quiet';

export interface MetricRow {
  readonly label: readonly Inline[];
  readonly baseline: string;
  readonly candidate: string;
  readonly change: string;
  readonly interval: string;
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
  readonly metric: MetricVerdict;
}

export interface MetricTable {
  readonly kind: 'metrics';
  readonly heads: readonly [string, string, string, string, string, string];
  readonly rows: readonly MetricRow[];
}

export interface HistoryChart {
  readonly kind: 'history';
  readonly metric: string;
  readonly unit: string | null;
  readonly range: readonly [number, number] | null;
  readonly points: readonly { readonly commit: string; readonly value: number; readonly at: string }[];
}

/** What can be left out of a report that is too long, by whole sections. */
export type SectionName =
  | 'more metrics'
  | 'newly failing examples'
  | 'texts of examples'
  | 'missing examples'
  | 'slices'
  | 'changes'
  | 'history'
  | 'log'
  | 'explanation';

export interface Fold {
  readonly kind: 'fold';
  readonly section: SectionName;
  readonly summary: readonly Inline[];
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[]; readonly left: number }
  /** Ids and the like, side by side; `left` of them are not here. */
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly left: number }
  | {
      readonly kind: 'table';
      readonly heads: readonly string[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      readonly left: number;
    }
  | { readonly kind: 'log'; readonly lines: readonly string[] }
  | MetricTable
  | HistoryChart
  | Fold;

/** One model: the sentence that decides, what moved, what to do, and the small line at the end. */
export interface Card {
  readonly model: string;
  readonly sign: string;
  readonly tone: Tone;
  readonly heading: readonly Inline[];
  readonly blocks: readonly Block[];
  readonly foot: readonly (readonly Inline[])[];
}

/** The whole report: cards worst first, then the models that need no more than a line. */
export interface ReportDocument {
  readonly cards: readonly Card[];
  readonly rest: readonly (readonly Inline[])[];
  /** `cypress, ocr untouched`; empty where all were touched. */
  readonly untouched: readonly Inline[];
  readonly version: string;
}

export function code(text: string): Inline {
  return { kind: 'code', text };
}

export function strong(...children: readonly Inline[]): Inline {
  return { kind: 'strong', children };
}

export function paragraph(...children: readonly Inline[]): Block {
  return { kind: 'paragraph', children };
}

/** `a`, `b` and `c` as `a · b · c`. */
export function joined(parts: readonly (readonly Inline[])[], separator: string): readonly Inline[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}
