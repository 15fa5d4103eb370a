import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsRunner } from '../testing/runner-model.ts';
import { type ActionsLog, openLog } from './actions-log.ts';
import { rawLines } from './plain-lines.ts';

function logged(work: (log: ActionsLog, tick: (ms: number) => void) => void): string {
  let text = '';
  let ms = 0;
  let tokens = 0;
  const write = (more: string): void => {
    text += more;
  };
  const unguessable = () => {
    tokens += 1;
    return `token-${tokens}`;
  };
  work(openLog({ write, now: () => new Date(ms), unguessable }), (by) => {
    ms += by;
  });
  return text;
}

describe('the log of a step', () => {
  it('has a group for each step, the output of commands between them, and the end outside', () => {
    const text = logged(({ reporter, say, close }) => {
      reporter.step('Evaluate digits');
      reporter.line('400 of 1,797 examples');
      reporter.output('loading');
      reporter.output('::set-output name=a::b');
      reporter.warn('no lockfile', { file: 'weighbridge.yml', line: 3, column: 7 });
      reporter.output('done');
      reporter.step('Compare');
      reporter.line('found a baseline');
      say('✅ digits: no drop found\n  accuracy 91.2 % → 91.4 %\n');
      close();
    });
    expect(text).toBe(`::group::Evaluate digits
  400 of 1,797 examples
::stop-commands::token-1
loading
::set-output name=a::b
::token-1::
::warning file=weighbridge.yml,line=3,col=7::no lockfile
::stop-commands::token-2
done
::token-2::
::endgroup::
::group::Compare
  found a baseline
::endgroup::
✅ digits: no drop found
  accuracy 91.2 % → 91.4 %
`);
    expect(readAsRunner(text).commands.map(({ name }) => name)).toEqual([
      ...['group', 'warning', 'endgroup', 'group', 'endgroup'],
    ]);
  });

  it('does not stop and resume commands for each line between those of a command', () => {
    const text = logged(({ reporter, close }) => {
      reporter.output('one');
      reporter.line('::error::ours');
      reporter.output('two');
      close();
    });
    expect(text).toBe('::stop-commands::token-1\none\n  \u2236:error::ours\ntwo\n::token-1::\n');
  });

  it('shows progress every five seconds', () => {
    const text = logged(({ reporter }, tick) => {
      for (let at = 0; at <= 12; at += 1) {
        reporter.progress(`${at} of 12`);
        tick(1_000);
      }
    });
    expect(text).toBe('  0 of 12\n  5 of 12\n  10 of 12\n');
  });

  it('escapes what would end a command, and leaves out a column without its line', () => {
    const text = logged(({ annotate }) => {
      annotate({
        level: 'error',
        title: 'a,b:c',
        message: '50 %\r\nof::it\u001b[1m!',
        where: { file: 'a,b:c.yml', column: 3 },
      });
      annotate({ level: 'notice', message: 'plain' });
    });
    expect(text).toBe('::error file=a%2Cb%3Ac.yml,title=a%2Cb%3Ac::50 %25%0Aof::it!\n::notice::plain\n');
  });

  it('annotates ten of a level, prints the others and counts them', () => {
    const text = logged(({ reporter, annotate, close }) => {
      for (let at = 1; at <= 13; at += 1) reporter.warn(`warning ${at}`);
      for (let at = 1; at <= 11; at += 1) annotate({ level: 'error', message: `error ${at}` });
      close();
    });
    expect(text.match(/^::warning::/gm)).toHaveLength(10);
    expect(text.match(/^::error::/gm)).toHaveLength(10);
    expect(text).toContain('\nwarning: warning 13\n');
    expect(
      text.endsWith('error: error 11\nnot annotated, as GitHub shows 10 of each: 1 error, 3 warnings\n'),
    ).toBe(true);
  });

  it('masks values, but none that are so short that half of the log would be stars', () => {
    const text = logged(({ mask }) => {
      mask('hf_secret\nof two lines');
      mask('1');
      mask('   ');
    });
    expect(text).toBe('::add-mask::hf_secret%0Aof two lines\n');
  });
});

describe('hostile text in the log', () => {
  const hostile = [
    '::set-output name=a::b',
    '  \u00a0::add-mask::e',
    '::stop-commands::mine',
    '::token-1::',
    '::TOKEN-1::',
    '##[token-1]',
    'x ##[set-output name=a;]b',
    '##[error]x',
    'a\r::error::b',
    'a\r\n::error::b\n::warning::c',
    '\u200b::error::b',
    ':\u200b:error::b',
    '#\u00ad#[error]b',
    '\u0085::error::b',
    '\u0000::error::b',
    '::error::\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J',
  ];

  it.each(hostile)('%j gives no command, as output or as a line of ours', (line) => {
    const text = logged(({ reporter, say, close }) => {
      reporter.output('begin');
      reporter.output(line);
      reporter.line(line);
      close();
      reporter.line(line);
      reporter.progress(line);
      say(line);
      reporter.step(line);
      close();
    });
    const { commands } = readAsRunner(text);
    expect(commands.map(({ name }) => name)).toEqual(['group', 'endgroup']);
  });

  it('shows colours, and no other controls', () => {
    const text = logged(({ reporter }) => reporter.line('\u001b[31mred\u001b[0m\u0007\u001b[2J\tx'));
    expect(text).toBe('  \u001b[31mred\u001b[0m\ufffd\ufffd[2J\tx\n');
  });

  it('cuts a line of a megabyte', () => {
    const text = logged(({ reporter }) => reporter.output('x'.repeat(1_000_000)));
    expect(text.length).toBeLessThan(66_000);
    expect(text).toContain('x… (line cut)\n');
  });

  it('gives no command, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '::',
        ':',
        '##[',
        ']',
        'error',
        'set-output',
        'token-1',
        'token-2',
        'stop-commands',
        ' name=a',
      ),
      fc.constantFrom('\r', '\n', '\t', ' ', '\u200b', '\u0085', '\u2028', '\u001b[1m', '\u0000'),
      fc.string({ maxLength: 4 }),
    );
    const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const how = fc.constantFrom('output', 'line', 'progress', 'say', 'warn' as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(how, words), { maxLength: 8 }), (lines) => {
        const text = logged((log, tick) => {
          for (const [kind, line] of lines) {
            tick(10_000);
            if (kind === 'say') log.say(line);
            else log.reporter[kind](line);
          }
          log.close();
        });
        const warnings = lines.filter(([kind]) => kind === 'warn').map(([, line]) => line);
        expect(readAsRunner(text).commands.map(({ name, data }) => [name, data])).toEqual(
          warnings.map((line) => ['warning', stripVTControlCharacters(rawLines(line).join('\n'))]),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
