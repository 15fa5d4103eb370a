import type { Tone } from './document.ts';

/** Turns text into the same text with a terminal's colours, or leaves it alone. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly tone: (tone: Tone, text: string) => string;
}

const sequence = '\u001b[';
const same = (text: string): string => text;

function sgr(open: number, close: number): (text: string) => string {
  return (text) => `${sequence}${open}m${text}${sequence}${close}m`;
}

const colours: Readonly<Record<Tone, (text: string) => string>> = {
  bad: sgr(31, 39),
  warn: sgr(33, 39),
  good: sgr(32, 39),
  quiet: sgr(2, 22),
};

const plain: Paint = { bold: same, dim: same, tone: (_tone, text) => text };
const coloured: Paint = { bold: sgr(1, 22), dim: sgr(2, 22), tone: (tone, text) => colours[tone](text) };

export function paint(colour: boolean): Paint {
  return colour ? coloured : plain;
}
