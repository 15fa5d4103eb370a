import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxCommentChars, renderMarkdown } from './markdown.ts';
import { renderAsGitHub } from './testing/github-judge.ts';
import { anyHostileVerdict, hostileText, hostileVerdict } from './testing/hostile.ts';
import { heldVerdict, regressedMetric, verdictBuilder } from './testing/verdict-builder.ts';

const version = '0.1.0';

function wholeness(markdown: string) {
  const { tags } = renderAsGitHub(markdown);
  const count = (tag: string) => tags.filter((name) => name === tag).length;
  return {
    details: count('details') - count('/details'),
    pre: count('pre') - count('/pre'),
    tables: count('table') - count('/table'),
  };
}

const whole = { details: 0, pre: 0, tables: 0 };

function huge(text: string) {
  const ids = Array.from({ length: 1_000 }, (_, index) => `${text}-${index}`.padEnd(100, 'x'));
  return heldVerdict({
    metrics: Array.from({ length: 300 }, (_, index) => regressedMetric({ name: `${text} ${index}` })),
    examples: {
      newlyFailing: ids,
      removed: ids,
      counts: { newlyFailing: 40_000, newlyPassing: 3, mustPassFailing: 0, added: 0, removed: 5_000 },
    },
    context: {
      changed: {
        files: ids,
        fileCount: 9_000,
        params: ids.map((key) => ({ file: key, key, before: key, after: key })),
        policy: ids,
        why: ids,
      },
      log: ids,
      examples: ids.map((id) => ({
        id,
        label: id.repeat(9),
        baseline: id.repeat(9),
        candidate: id.repeat(9),
      })),
    },
  });
}

describe('the length of a comment', () => {
  it('stays under the limit for one model with everything at its longest, and says what was left out', () => {
    const text = renderMarkdown([huge('😀')], { version });
    expect(text.length).toBeLessThanOrEqual(maxCommentChars);
    expect(text).toContain('Left out, to fit into a comment: texts of examples');
    expect(text).toContain('What now?');
    expect(wholeness(text)).toEqual(whole);
  });

  it('keeps a report whole that fits', () => {
    expect(renderMarkdown([heldVerdict()], { version })).not.toContain('Left out');
  });

  it.each([2, 20, 500, 3_000])('stays under the limit for %i models, the worst of them first', (models) => {
    const verdicts = Array.from({ length: models }, (_, index) => ({
      ...(index === 0
        ? huge('x')
        : heldVerdict({ headline: `Merging makes model-${index} worse: accuracy falls by 3.2 pp` })),
      model: index === 0 ? 'digits' : `model-${index}`,
    }));
    const text = renderMarkdown(verdicts, { version });
    expect(text.length).toBeLessThanOrEqual(maxCommentChars);
    expect(text).toContain('### ⛔ Merging makes digits worse');
    expect(wholeness(text)).toEqual(whole);
  });

  it('puts hundreds of models of which nothing moved into a line', () => {
    const verdicts = Array.from({ length: 500 }, (_, index) =>
      verdictBuilder({ model: `m${index}`, headline: `m${index}: no drop found` }),
    );
    const text = renderMarkdown([...verdicts, heldVerdict()], { version });
    expect(text.length).toBeLessThan(12_000);
    expect(text).toContain('488 more: no drop found');
  });

  it('holds for any verdicts and any limit, without half a table, fence or character', () => {
    fc.assert(
      fc.property(
        fc.array(anyHostileVerdict, { maxLength: 12 }),
        fc.integer({ min: 400, max: 20_000 }),
        (verdicts, maxChars) => {
          const text = renderMarkdown(verdicts, { version, maxChars });
          expect(text.length).toBeLessThanOrEqual(maxChars);
          expect(text).not.toMatch(/\p{Cs}/u);
          expect(text === '' ? whole : wholeness(text)).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds for five hundred models with hostile names', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 20 }), (texts) => {
        const verdicts = Array.from({ length: 500 }, () => hostileVerdict(texts, 'error', 'enforce'));
        const text = renderMarkdown(verdicts, { version });
        expect(text.length).toBeLessThanOrEqual(maxCommentChars);
        expect(text.length).toBeGreaterThan(0);
      }),
      { numRuns: 3 },
    );
  });
});
