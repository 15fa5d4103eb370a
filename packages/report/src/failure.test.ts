import { describe, expect, test } from 'vitest';
import { reportMarker } from './assembly.ts';
import { renderFailure } from './failure.ts';

const options = { version: '1.2.0' };

describe('the page where nothing could be weighed', () => {
  test('one problem is the heading, with its place', () => {
    const where = { file: 'weighbridge.yml', line: 4, column: 7 };
    const text = renderFailure([{ message: 'unknown key "gatee"; did you mean `gate`?', where }], options);
    expect(text).toBe(
      `${reportMarker}\n### ⚙️ Nothing was weighed: \`weighbridge.yml:4:7\` unknown key &quot;gatee&quot;; did you mean \`gate\`?\n\n<sub>weighbridge 1.2.0</sub>\n`,
    );
  });

  test('several are listed', () => {
    const text = renderFailure([{ message: 'one' }, { message: 'two' }], options);
    expect(text).toContain('Nothing was weighed: 2 things have to be mended');
    expect(text).toContain('- one\n- two');
  });

  test('hundreds are counted', () => {
    const problems = Array.from({ length: 300 }, (_, index) => ({ message: `problem ${index}` }));
    expect(renderFailure(problems, options)).toContain('and 280 more');
  });

  test('what they hold is never live', () => {
    const text = renderFailure(
      [{ message: '<img src=x> @acme/all <!-- weighbridge:report --> | [a](http://x)' }],
      options,
    );
    expect(text.slice(reportMarker.length)).not.toContain('<!--');
    expect(text).not.toMatch(/<img|(?<!\\)\[a\]\(|(?<![\\`\u200b])@acme/);
  });
});
