import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretMask } from './secret-mask.ts';

const all = Number.POSITIVE_INFINITY;
const mask = (secrets: readonly string[], line: string, maxChars = all) =>
  new SecretMask(secrets).apply(line, maxChars);

describe('SecretMask', () => {
  it('replaces every occurrence of a secret', () => {
    expect(mask(['s3cret'], 'a s3cret and s3cret')).toBe('a *** and ***');
  });

  it('leaves values under 4 characters and empty ones alone', () => {
    expect(mask(['', 'abc', ' '], 'abc is short')).toBe('abc is short');
  });

  it('masks each line of a secret of several lines, without the space around it', () => {
    const key = '-----BEGIN KEY-----\r\n  aGVsbG8=\nab\n-----END KEY-----\n';
    expect(mask([key], 'x aGVsbG8= y ab -----END KEY-----')).toBe('x *** y ab ***');
  });

  it('leaves no end of overlapping secrets', () => {
    expect(mask(['abcd', 'cdef', 'defghi'], 'xabcdefghiy')).toBe('x***y');
    expect(mask(['aaaa'], 'aaaaaaa')).toBe('***');
  });

  it('finds secrets in JSON strings, URLs and base64', () => {
    const secret = 'p@ss"wörd/1';
    expect(mask([secret], JSON.stringify({ secret }))).toBe('{"secret":"***"}');
    expect(mask([secret], `https://x/?t=${encodeURIComponent(secret)}&u=1`)).toBe('https://x/?t=***&u=1');
    for (const user of ['u', 'us', 'use']) {
      const line = mask(['longer-secret'], Buffer.from(`${user}:longer-secret`).toString('base64'));
      expect(line).toContain('***');
      expect(Buffer.from(line.replace('***', ''), 'base64').toString('latin1')).not.toContain('onger');
    }
  });

  it('masks a secret that the cut goes through, and shows nothing beyond the cut', () => {
    expect(mask(['secret'], `1234 secret and more`, 7)).toBe('1234 ***');
    expect(mask(['secret'], `secret 4567 secr`, 9)).toBe('*** 45');
  });

  it('lets no secret through, whatever stands around it', () => {
    const secret = fc.string({ minLength: 4, maxLength: 12 }).filter((text) => text.trim().length >= 4);
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 4 }),
        fc.string(),
        fc.nat(60),
        (secrets, text, cut) => {
          const line = secrets.map((value) => value.trim()).join(text);
          const masked = mask(secrets, line, cut);
          for (const value of secrets)
            if (!'***'.includes(value.trim())) {
              // A value may also be put together by what the stars stand between; only such a line may hold it.
              for (const part of masked.split('***')) expect(part).not.toContain(value.trim());
            }
        },
      ),
    );
  });
});
