import { Failure } from '@weighbridge/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOf, isLoopback } from './endpoint.ts';
import { parseReference } from './parse-reference.ts';
import { formatReference, identifierOf, type Reference } from './reference.ts';

const sha = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('a reference', () => {
  it.each([
    ['python', 'docker.io/library/python'],
    ['python:3.12-slim', 'docker.io/library/python:3.12-slim'],
    ['acme/digits', 'docker.io/acme/digits'],
    ['docker.io/python', 'docker.io/library/python'],
    ['index.docker.io/acme/x:1', 'docker.io/acme/x:1'],
    ['localhost/x', 'localhost/x'],
    ['localhost:5000/x:y', 'localhost:5000/x:y'],
    ['127.0.0.1:5000/a/b', '127.0.0.1:5000/a/b'],
    ['[::1]:5000/a', '[::1]:5000/a'],
    ['Registry.Example.com/a/b__c/d--e.f', 'registry.example.com/a/b__c/d--e.f'],
    [`registry.example.com:443/a@${sha}`, `registry.example.com:443/a@${sha}`],
    [`a:1@${sha}`, `docker.io/library/a:1@${sha}`],
    [`a@sha512:${'0'.repeat(128)}`, `docker.io/library/a@sha512:${'0'.repeat(128)}`],
  ])('%s is %s', (text, full) => {
    expect(formatReference(parseReference(text))).toBe(full);
  });

  it.each([
    ['', 'it is empty'],
    ['a b', 'it holds a space'],
    ['https://example.com/a', 'without `https://`'],
    ['Python', 'the name has capital letters'],
    ['a//b', 'a slash too many'],
    ['example.com/', 'the name is empty'],
    ['a/', 'a slash too many'],
    ['a___b', 'the name has the part "a___b"'],
    ['../a', 'the registry is no host name'],
    ['a/../b', 'the name has the part ".."'],
    ['a:', 'the tag is empty'],
    ['a:-b', 'the tag may only have'],
    [`a:${'b'.repeat(129)}`, 'the tag has 129 characters'],
    ['a@', 'the digest starts with neither'],
    ['a@md5:00', 'the digest starts with neither'],
    ['a@sha256:00', 'the digest has not 64 lower-case hex digits'],
    [`a@${sha.toUpperCase().replace('SHA', 'sha')}`, 'the digest has not 64 lower-case'],
    [`a@${sha}@${sha}`, 'the digest has not 64'],
    ['example.com:0/a', 'the registry has no port between'],
    ['example.com:65536/a', 'the registry has no port between'],
    ['example.com:/a', 'the registry has no port between'],
    ['-a.com/a', 'the registry is no host name'],
    ['[::g]/a', 'the registry is no host name'],
    ['127.1/a', 'the registry is no IPv4 address'],
    ['a.1/a', 'the registry is no IPv4 address'],
    ['0x7f.0.0.1:80/a', 'the registry is no IPv4 address'],
    ['[:::]/a', 'the registry is no IPv6 address'],
    ['user:pass@example.com/a', 'the digest starts with neither'],
    [`example.com/${'a'.repeat(256)}`, 'longer than 255 characters'],
  ])('%j is refused', (text, why) => {
    expect(() => parseReference(text)).toThrow(why);
  });

  it('is refused at its place', () => {
    expect(() => parseReference('A', { file: 'Dockerfile', line: 3 })).toThrow(/^Dockerfile:3: "A" is no/);
  });

  it('is asked for by its digest, else its tag, else latest', () => {
    expect(['a', 'a:b', `a:b@${sha}`].map((text) => identifierOf(parseReference(text)))).toEqual([
      'latest',
      'b',
      sha,
    ]);
  });
});

const digits = (chars: string, min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...chars), minLength: min, maxLength: max });
const word = digits('abcz019', 1, 6);
const name = fc
  .array(
    fc
      .array(word, { minLength: 1, maxLength: 3 })
      .chain((words) => fc.constantFrom('.', '_', '__', '-', '---').map((mark) => words.join(mark))),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('/'));
const registry = fc.oneof(
  fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'docker.io'),
  fc.tuple(word, word).map(([one, two]) => `${one}.${two}z`),
  fc.tuple(word, fc.integer({ min: 1, max: 65_535 })).map(([host, port]) => `${host}z:${port}`),
);
const reference: fc.Arbitrary<Reference> = fc.record(
  {
    registry,
    name,
    tag: digits('aZ9_', 1, 1).chain((first) => digits('aZ9_.-', 0, 127).map((rest) => first + rest)),
    digest: digits('0123456789abcdef', 64, 64).map((hex) => `sha256:${hex}`),
  },
  { requiredKeys: ['registry', 'name'] },
);

describe('every reference', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(reference, (one) => {
        fc.pre(one.registry !== 'docker.io' || one.name.includes('/'));
        expect(parseReference(formatReference(one))).toEqual(one);
      }),
    );
  });

  it('is refused by a Failure, or comes out the same the second time', () => {
    const text = fc.oneof(
      fc.string(),
      digits('aA9.:/@_-[]%\\ ', 0, 30),
      fc.tuple(reference, digits('a:/@.', 0, 3)).map(([one, more]) => formatReference(one) + more),
    );
    fc.assert(
      fc.property(text, (one) => {
        let read: Reference;
        try {
          read = parseReference(one);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          return;
        }
        expect(parseReference(formatReference(read))).toEqual(read);
        // What it leads to is an address with this host, and nothing of the reference leaves its place in the path.
        const url = new URL(
          `${endpointOf(read.registry, [])}/v2/${read.name}/manifests/${identifierOf(read)}`,
        );
        expect(url.pathname).toBe(`/v2/${read.name}/manifests/${identifierOf(read)}`);
        expect([url.username, url.search, url.hash]).toEqual(['', '', '']);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an endpoint', () => {
  it('is encrypted but for this machine and what is listed', () => {
    expect(endpointOf('example.com', [])).toBe('https://example.com');
    expect(endpointOf('localhost:5000', [])).toBe('http://localhost:5000');
    expect(endpointOf('127.0.0.1', [])).toBe('http://127.0.0.1');
    expect(endpointOf('[::1]:5000', [])).toBe('http://[::1]:5000');
    expect(endpointOf('example.com:5000', ['example.com'])).toBe('http://example.com:5000');
    expect(endpointOf('example.com:5000', ['example.com:5000'])).toBe('http://example.com:5000');
    expect(endpointOf('example.com:5001', ['example.com:5000'])).toBe('https://example.com:5001');
  });

  it('is no loopback for looking like one', () => {
    expect(['127.0.0.1.example.com', 'localhost.example.com', '128.0.0.1', '127.1'].map(isLoopback)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
