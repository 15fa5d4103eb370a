import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOf, sourceOf } from '../testing/source.ts';
import { diffParams, diffValues } from './diff-keys.ts';
import { flatRecord, flatten } from './flatten.ts';
import { readParams } from './read-params.ts';

const read = (path: string, text: string | Uint8Array) =>
  Object.fromEntries(readParams(sourceOf(path, text)) ?? []);

describe('parameter files become dotted keys', () => {
  test('the same ones, whatever the format', () => {
    const expected = {
      'optimizer.lr': '0.001',
      'optimizer.name': 'adam',
      'layers[0]': '64',
      'layers[1]': '32',
      seed: '7',
      deep: 'true',
    };
    expect(
      read('params.yaml', 'optimizer: {lr: 1e-3, name: adam}\nlayers:\n- 64\n- 32\nseed: 7\ndeep: true\n'),
    ).toEqual(expected);
    expect(
      read('p.json', '{"optimizer":{"lr":0.0010,"name":"adam"},"layers":[64,32],"seed":7,"deep":true}'),
    ).toEqual(expected);
    expect(
      read('p.toml', 'layers = [64, 32]\nseed = 7\ndeep = true\n[optimizer]\nlr = 1e-3\nname = "adam"\n'),
    ).toEqual(expected);
  });

  test.each<[string, string, Record<string, string>]>([
    [
      'p.yaml',
      'a: "7"\nb: 7\nc: "true"\nd: ~\ne: ""\nf: "x\\ny"\n',
      { a: '"7"', b: '7', c: '"true"', d: 'null', e: '""', f: '"x\\ny"' },
    ],
    ['p.yaml', 'a.b: 1\n"c d": 2\n"": 3\n', { '"a.b"': '1', '"c d"': '2', '""': '3' }],
    ['p.yaml', '__proto__: 1\nconstructor: {a: 2}\n', { '"__proto__"': '1', '"constructor".a': '2' }],
    ['p.yaml', 'a: []\nb: {}\nc: [[]]\n', { a: '[]', b: '{}', 'c[0]': '[]' }],
    ['p.yaml', 'big: 12345678901234567890\n', { big: '12345678901234567890' }],
    [
      'p.yaml',
      'base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n',
      { 'base.x': '1', 'base.y': '2', 'more.y': '3', 'more.x': '1' },
    ],
    ['p.yaml', 'key: !ENV NAME\n1: x\n', { key: '!ENV NAME', '1': 'x' }],
    [
      'p.toml',
      'd = 2025-01-01\nt = 2025-01-01T10:00:00Z\nb = 9223372036854775807\n',
      { d: '2025-01-01', t: '2025-01-01T10:00:00.000Z', b: '9223372036854775807' },
    ],
    [
      '.env',
      '# c\nexport A=1\nB = "x # y\\n" # z\nC=\'$A\'\nD=a b # c\nE=\n\r\n',
      { A: '"1"', B: '"x # y\\n"', C: '$A', D: 'a b', E: '""' },
    ],
    ['prod.env', 'A_B=x\r\nC=y', { A_B: 'x', C: 'y' }],
    ['p.yaml', '', { '': 'null' }],
  ])('%s %j', (path, text, expected) => {
    expect(read(path, text)).toEqual(expected);
  });

  test('files of other kinds, and too large ones, have no keys to show', () => {
    expect(readParams(sourceOf('p.ini', 'a=1'))).toBeUndefined();
    expect(readParams(sourceOf('p.yaml', new Uint8Array(2_000_000).fill(32)))).toBeUndefined();
  });

  test('aliases that multiply, and depth, end in no keys', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(',')}]\n`)
      .join('')}`;
    expect(readParams(sourceOf('p.yaml', bomb))).toBeUndefined();
    expect(readParams(sourceOf('p.json', '['.repeat(5_000) + ']'.repeat(5_000)))).toBeUndefined();
  });

  test.each<[string, string | Uint8Array, string]>([
    ['p.yaml', 'a: 1\na: 2\n', 'p.yaml:2:1: the key "a" stands twice in this map'],
    ['p.yaml', 'a: 1\n---\nb: 2\n', 'p.yaml:2:1: a second YAML document starts here: expected one document'],
    ['p.yaml', '\ta: 1\n', 'p.yaml:1:1: '],
    ['p.yaml', '? [a]\n: 1\n', 'p.yaml:1:3: expected a plain name as the key'],
    ['p.yaml', 'a:\n  <<: 3\n', 'p.yaml:2:3: expected a map, or a list of maps, behind the merge key `<<`'],
    [
      'p.yaml',
      Uint8Array.from([0xff, 0xfe, 0x61, 0]),
      'p.yaml:1:1: the file is UTF-16 text: save it as UTF-8',
    ],
    ['p.json', '{"a": 1,}', 'p.json:1:9: not valid JSON: '],
    ['p.toml', 'a = 1\na = 2\n', 'p.toml:2:1: not valid TOML: '],
    ['.env', 'A=1\nwhat is this\n', '.env:2:1: expected `NAME=value`'],
  ])('%s that is damaged is said with its place: %j', (path, content, message) => {
    expect(failureOf(() => readParams(sourceOf(path, content)))).toContain(message);
  });
});

describe('differences', () => {
  test('by key, in order, null where a side has none', () => {
    expect(
      diffParams(
        sourceOf('p.yaml', 'b: 1\nc: 1\na: {x: 1}\n'),
        sourceOf('p.yaml', 'b: 2\na: {x: 1}\nd: 3\n'),
      ),
    ).toEqual([
      { key: 'b', before: '1', after: '2' },
      { key: 'c', before: '1', after: null },
      { key: 'd', before: null, after: '3' },
    ]);
    expect(diffParams(undefined, sourceOf('p.env', 'A=x'))).toEqual([{ key: 'A', before: null, after: 'x' }]);
    expect(diffParams(sourceOf('p.yaml', '{'), sourceOf('p.yaml', 'a: 1'))).toEqual([]);
  });

  test('a list is not a map of numbers, a number is not its text', () => {
    expect(diffValues({ a: ['x'] }, { a: { 0: 'x' } })).toHaveLength(2);
    expect(diffValues({ a: 7 }, { a: '7' })).toEqual([{ key: 'a', before: '7', after: '"7"' }]);
    expect(diffValues({ 'a.b': 1 }, { a: { b: 1 } })).toHaveLength(2);
  });

  test('no more than the first are listed', () => {
    expect(
      diffValues({}, Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at]))),
    ).toHaveLength(200);
  });
});

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ maxLength: 4 }),
    fc.constantFrom('0', 'a.b', '[0]', '"', 'true', '1'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('map'),
  ),
  map: fc.dictionary(
    fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('a.b', 'a[0]', '0', '__proto__', '"a"')),
    tie('value'),
    { maxKeys: 3, noNullPrototype: true },
  ),
}));

test('two documents have the same keys and texts just where they are the same data', () => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === 'object'
        ? Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => ['', key, sorted(item)])
        : [typeof value, value];
  fc.assert(
    fc.property(plain.map, plain.map, (a, b) => {
      const [left, right] = [a, b].map((value) =>
        [...(flatten(value) ?? [])].sort(([x], [y]) => (x < y ? -1 : 1)),
      );
      expect(JSON.stringify(left) === JSON.stringify(right)).toBe(
        JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)),
      );
      expect(Object.keys(flatRecord(flatten(a) ?? new Map()))).toHaveLength(left?.length ?? 0);
    }),
  );
});
