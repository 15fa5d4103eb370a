import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHtml } from './html.ts';
import { anyHostileVerdict } from './testing/hostile.ts';
import { heldVerdict, verdictBuilder } from './testing/verdict-builder.ts';

const options = { version: '0.1.0' };
const tags = (html: string) => [...html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/giu)];
const empty = new Set(['meta', 'br', 'line', 'rect', 'circle', 'path']);

/** Names of elements that were opened and not closed, or closed out of turn. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = [];
  for (const [, close, name = '', rest = ''] of tags(html)) {
    if (rest.endsWith('/') || empty.has(name)) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) return [`/${name}`];
  }
  return open;
}

describe('the page', () => {
  it('holds the headline, the table, intervals, slices, history, changes and the explanation', () => {
    const html = renderHtml([heldVerdict()], options);
    for (const part of [
      'Merging makes digits worse',
      'class="metrics"',
      'class="interval bad"',
      'left-handed',
      'class="history"',
      'learning_rate',
      'How this was decided',
      'ex-1481',
    ]) {
      expect(html).toContain(part);
    }
  });

  it('asks nobody for anything', () => {
    const html = renderHtml([heldVerdict()], options);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|\bsrc=|\bon\w+=/iu);
  });

  it('shows of a pass, too, what a comment leaves out', () => {
    const html = renderHtml([verdictBuilder()], options);
    expect(html).toContain('class="metrics"');
    expect(html).toContain('How this was decided');
    expect(html).not.toContain('91.2 % → 91.4 % (');
  });

  it('is whole and inert, whatever the verdicts hold', () => {
    const ours = new Set(
      'html head meta title style body main h1 article h2 p span strong code pre i ul li table thead tbody tr th td div svg line rect circle path text g figure figcaption details summary a'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(anyHostileVerdict, { maxLength: 3 }), (verdicts) => {
        const html = renderHtml(verdicts, options);
        expect(
          tags(html)
            .map(([, , name = '']) => name)
            .filter((name) => !ours.has(name) && name !== 'title'),
        ).toEqual([]);
        expect(unbalanced(html.replace('<!doctype html>', ''))).toEqual([]);
        expect(html).not.toMatch(/<[^>]*\son\w+=|javascript:[^<]*"/iu);
        expect(html).not.toContain('NaN');
      }),
      { numRuns: 100 },
    );
  });
});
