import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader, progressEveryMs } from './line-reader.ts';

function read(chunks: readonly string[], maxChars = 1_000, now: () => number = () => 0): string[] {
  const lines: string[] = [];
  const reader = new LineReader(maxChars, (line) => lines.push(line), now);
  for (const chunk of chunks) reader.push(chunk);
  reader.end();
  return lines;
}

describe('LineReader', () => {
  it('ends lines at \\n and \\r\\n, keeps empty ones, and passes on an unended last one', () => {
    expect(read(['a\n\nb\r\nc'])).toEqual(['a', '', 'b', 'c']);
    expect(read(['a\r', '\nb\r\r\n'])).toEqual(['a', 'b']);
    expect(read([])).toEqual([]);
  });

  it('passes on the first and last state of a progress bar and one every few seconds', () => {
    let now = 0;
    const bar = Array.from({ length: 100 }, (_, i) => `\r${i + 1} %`);
    const tick = () => {
      now += progressEveryMs / 40;
      return now;
    };
    const lines = read([...bar, '\ndone\n'], 1_000, tick);
    expect(lines[0]).toBe('1 %');
    expect(lines.slice(-2)).toEqual(['100 %', 'done']);
    expect(lines).toHaveLength(5);
  });

  it('keeps the last state where the bar ends with \\r', () => {
    expect(read(['50 %\r100 %\r'])).toEqual(['50 %', '100 %']);
  });

  it('drops what is beyond the longest line, and goes on with the next', () => {
    expect(read(['abc', 'defgh', 'ijk\nxy\n'], 5)).toEqual(['abcde', 'xy']);
  });

  it('reads the same lines however the text is cut into chunks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n') });
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length];
        const chunks = at.slice(1).map((to, i) => whole.slice(at[i], to));
        expect(read(chunks, 3)).toEqual(read([whole], 3));
      }),
    );
  });
});
