import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportMarker } from './assembly.ts';
import { renderMarkdown } from './markdown.ts';
import { markdownCode, markdownText, summaryText } from './markdown-text.ts';
import { renderAsGitHub } from './testing/github-judge.ts';
import { anyHostileVerdict, attacks, hostileText } from './testing/hostile.ts';
import { contextBuilder } from './testing/verdict-builder.ts';
import { renderExplanation, renderText } from './text.ts';

const commits = ['3f2a91c', 'b71e0d4'];
const ourTags = new Set(
  'h3 p table thead tbody tr th td b strong code pre span sub i ul li details summary a'.split(' '),
);

function judged(markdown: string) {
  const rendering = renderAsGitHub(markdown);
  return {
    foreign: rendering.tags.filter((tag) => !ourTags.has(tag.replace('/', ''))),
    links: rendering.links,
    live: rendering.live.filter((text) => !commits.includes(text.trim())),
    open: rendering.tags.filter((tag) => tag === 'details').length,
    closed: rendering.tags.filter((tag) => tag === '/details').length,
  };
}

describe('hostile text in a comment', () => {
  it.each(attacks.map((attack) => [attack.slice(0, 60), attack]))(
    'prints %j and no more',
    (_name, attack) => {
      const table = `| a | b |\n|---|---|\n| ${markdownText(attack)} | ${markdownCode(attack)} |`;
      const line = `x ${markdownText(attack)} ${markdownCode(attack)} y`;
      const fold = `<details><summary>${summaryText(attack)}</summary>\n\n${line}\n\n</details>`;
      for (const markdown of [table, line, fold, `### ${markdownText(attack)}`]) {
        const { foreign, links, live } = judged(markdown);
        expect({ foreign, links, live }).toEqual({ foreign: [], links: [], live: [] });
        expect(renderAsGitHub(table).tags.filter((tag) => tag === 'td')).toHaveLength(2);
      }
    },
  );

  it('never comes out live, wherever in a verdict it stands', () => {
    fc.assert(
      fc.property(fc.array(anyHostileVerdict, { minLength: 1, maxLength: 3 }), (verdicts) => {
        const markdown = renderMarkdown(verdicts, { version: '0.1.0' });
        const { foreign, links, live, open, closed } = judged(markdown);
        expect({ foreign, links, live }).toEqual({ foreign: [], links: [], live: [] });
        expect(open).toBe(closed);
        expect(markdown.split(reportMarker)).toHaveLength(2);
        expect(markdown.startsWith(`${reportMarker}\n`)).toBe(true);
        expect(markdown).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 300 },
    );
  });

  it('shows every character of printable text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab c|`<>&*_[]()!$~\\-#@.:"\''.split('')), minLength: 1 }),
        (text) => {
          const { html } = renderAsGitHub(`x${markdownText(text)}x`);
          const shown = html
            .replace(/<[^>]*>/gu, '')
            .replace(/\u200b/gu, '')
            .replace(/&lt;/gu, '<')
            .replace(/&gt;/gu, '>')
            .replace(/&quot;/gu, '"')
            .replace(/&amp;/gu, '&');
          expect(shown.replace(/\s+/gu, ' ')).toBe(`x${text.replace(/\s+/gu, ' ')}x`);
        },
      ),
    );
  });

  it('lets only the owner and the runbook of the policy be live', () => {
    fc.assert(
      fc.property(hostileText, hostileText, anyHostileVerdict, (owner, runbook, verdict) => {
        const context = contextBuilder({ ...verdict.context, owner, runbook });
        const { foreign, links } = judged(renderMarkdown([{ ...verdict, context }], { version: '0.1.0' }));
        expect(foreign).toEqual([]);
        expect(links.filter((link) => !/^(https:\/\/|[^:]*$)/u.test(link))).toEqual([]);
        expect(links.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('hostile text at a terminal', () => {
  it('sends no control character but line feeds and our own colours', () => {
    fc.assert(
      fc.property(fc.array(anyHostileVerdict, { maxLength: 3 }), fc.boolean(), (verdicts, colour) => {
        const text = renderText(verdicts, { version: '0.1.0', width: 80, colour });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        const without = text.replace(/\u001b\[(?:1|2|22|31|32|33|39)m/gu, colour ? '' : '$&');
        expect(without).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
        expect(text).not.toMatch(/\p{Cs}/u);
        for (const verdict of verdicts) expect(renderExplanation(verdict)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
    );
  });
});
