import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, visible, visibleLine } from './visible.ts';

describe('text made visible', () => {
  it.each([
    ['a\nb\r\nc', 'a ⏎ b ⏎ c'],
    ['a\tb', 'a b'],
    ['bell\u0007', 'bell␇'],
    ['\u001b[31mred', '␛[31mred'],
    ['\u009b31m', '⟨U+009B⟩31m'],
    ['pass\u202eword', 'pass⟨U+202E⟩word'],
    ['zero\u200bwidth', 'zero⟨U+200B⟩width'],
    ['admin\u200d', 'admin⟨U+200D⟩'],
    ['tag\u{e0041}', 'tag⟨U+E0041⟩'],
    ['half \ud83d', 'half \ufffd'],
    ['👩‍🚀 ❤️ می‌خواهم', '👩‍🚀 ❤️ می‌خواهم'],
    [`z${'\u0301'.repeat(30)}`, `z${'\u0301'.repeat(4)}`],
  ])('shows %j as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('prints a line of a log as a terminal would leave it', () => {
    expect(visibleLine('10 %\r50 %\r100 %')).toBe('100 %');
    expect(visibleLine('\u001b[1mbold\u001b[0m\tx  ')).toBe('bold  x');
    expect(visibleLine('\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007')).toBe('link');
  });

  it('cuts at characters, not inside of them', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('😀😀😀', 3)).toBe('😀😀😀');
    expect(cut('😀😀😀😀', 3)).toBe('😀😀…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const short = cut(text, max);
        expect(Array.from(short).length).toBeLessThanOrEqual(max);
        expect(short).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
