import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChallenge } from './challenge.ts';

const bearer = { scheme: 'bearer', realm: 'https://t/x', service: undefined, scope: undefined };

describe('a challenge', () => {
  it.each([
    ['Basic realm="x"', { scheme: 'basic' }],
    ['basic', { scheme: 'basic' }],
    ['Bearer realm="https://t/x"', bearer],
    ['bearer realm=https://t/x', bearer],
    ['Basic realm="a, b", Bearer realm="https://t/x"', bearer],
    [
      'Bearer realm="https://t/x",service="s \\"q\\"",scope="repository:a/b:pull,push"',
      { ...bearer, service: 's "q"', scope: 'repository:a/b:pull,push' },
    ],
    ['Bearer realm="https://t/x", error="invalid_token", service=""', bearer],
    ['Negotiate', undefined],
    ['Bearer service="s"', undefined],
    ['Bearer realm="https://t/x', undefined],
    ['', undefined],
  ])('%s', (header, challenge) => {
    expect(readChallenge(header)).toEqual(challenge);
  });

  it('is read in the end, whatever it holds', () => {
    const any = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('Bearer ', 'Basic ', 'realm="', '"', ',', '=', 'x', '\\', ' '))
        .map((parts) => parts.join('')),
    );
    fc.assert(fc.property(any, (header) => void readChallenge(header)));
    const started = performance.now();
    readChallenge('Bearer realm="'.repeat(100_000));
    readChallenge(`Bearer ${'a=",'.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
