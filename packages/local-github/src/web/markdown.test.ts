import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import type { Hast } from './dress.ts';
import { renderMarkdown } from './markdown.ts';

const comment = (source: string): string => renderMarkdown(source, { breaks: true }).html;

function elements(node: Hast): readonly Hast[] {
  return [node, ...(node.children ?? []).flatMap(elements)];
}

describe('Markdown', () => {
  it('has the tables, task lists, strikethrough and links of GitHub', () => {
    const html = comment('| a | b |\n|--:|---|\n| 1 | ~~2~~ |\n\n- [x] done\n\nhttps://example.com');
    expect(html).toContain('<div class="scroll"><table>');
    expect(html).toContain('<td align="right">1</td>');
    expect(html).toContain('<del>2</del>');
    expect(html).toMatch(/<input [^>]*checked/);
    expect(html).toContain('<a href="https://example.com">');
  });

  it('keeps what GitHub keeps of HTML, and no comment', () => {
    const html = comment(
      '<!-- weighbridge: {"run": 1} -->\n<details><summary>More</summary>\n\ntext\n\n</details>\n\n<sub>small</sub>',
    );
    expect(html).toContain('<details><summary>More</summary>');
    expect(html).toContain('<sub>small</sub>');
    expect(html).not.toContain('weighbridge');
  });

  it('breaks lines in comments, and does not in summaries', () => {
    expect(comment('one\ntwo')).toContain('one<br>\ntwo');
    expect(renderMarkdown('one\ntwo', { breaks: false }).html).not.toContain('<br>');
  });

  it('links mentions and numbers that there are, and none in code', () => {
    const link = (kind: string, name: string): string | undefined =>
      name === 'mona' || name === '1' ? `/${kind}/${name}` : undefined;
    const { html } = renderMarkdown('@mona @nobody #1 #2 a@mona `@mona #1`', { breaks: true, link });
    expect(html.match(/<a /g)).toHaveLength(2);
    expect(html).toContain('<a href="/mention/mona" class="mention">@mona</a>');
    expect(html).toContain('<code>@mona #1</code>');
  });

  it('makes a chart of a Mermaid fence, as text until it is drawn', () => {
    expect(comment('```mermaid\nxychart-beta\n  line [1, 2]\n```')).toContain(
      '<pre class="mermaid">xychart-beta\n  line [1, 2]\n</pre>',
    );
    expect(comment('```mermaid\n</pre><script>x</script>\n```')).toContain('&#x3C;/pre>');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '<svg onload=alert(1)>',
    '<iframe src="https://example.com">',
    '<style>body { display: none }</style>',
    '<form action="/x"><button>x</button></form>',
    '<div style="position:fixed">x</div>',
    '</div></main><script src=//x></script>',
    '<details ontoggle=alert(1) open>',
    '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  ])('is harmless: %s', (source) => expectHarmless(comment(source)));

  it('is harmless whatever it is made of', () => {
    const parts = [
      '<',
      '>',
      '"',
      "'",
      '`',
      '[',
      '](',
      ')',
      'javascript:',
      '<script',
      ' onload=',
      '<img src=',
      '<a href=',
      '</div>',
      '<!--',
      '-->',
      '\n',
      '|',
      'x',
      '&#106;',
      '<svg>',
      '<style>',
      '*',
      '@mona',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 25 }), (chosen) =>
        expectHarmless(comment(chosen.join(''))),
      ),
      { numRuns: 300 },
    );
  });
});

const allowed = new Set(
  'div p br a b i strong em code pre kbd del s ins sub sup ul ol li input table thead tbody tfoot tr th td h1 h2 h3 h4 h5 h6 blockquote details summary hr img span dl dt dd tt q samp var section picture source ruby rt rp strike'.split(
    ' ',
  ),
);

function expectHarmless(html: string): void {
  const all = elements(fromHtml(html, { fragment: true }) as Hast);
  for (const { tagName, properties } of all) {
    if (tagName === undefined) continue;
    expect(allowed).toContain(tagName);
    for (const [name, value] of Object.entries(properties ?? {})) {
      expect(name).not.toMatch(/^(on|style$|srcDoc$|formAction$)/i);
      if (name === 'href' || name === 'src')
        expect(String(value)).not.toMatch(/^\s*(javascript|data|vbscript):/i);
    }
  }
  // One block, closed where it was opened: nothing gets out of the comment's box.
  expect(html.startsWith('<div class="markdown">')).toBe(true);
  expect((fromHtml(html, { fragment: true }) as Hast).children).toHaveLength(1);
}
