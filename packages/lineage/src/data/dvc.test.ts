import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOf, filesFrom, sourceOf } from '../testing/source.ts';
import { resolveDvc } from './dvc.ts';
import { dvcFileOutputs, readDvcFile } from './dvc-file.ts';
import { dvcLockStages, readDvcLock } from './dvc-lock.ts';

const a = 'a304afb96060aad90176268345e10355';
const b = '14d187e749ee5614e105741c719fa185';

/** In the shape that `dvc repro` writes: anchors among the parameters, folded commands, matrix stages. */
const lock = `schema: '2.0'
stages:
  fit@headline:
    cmd: python -m fit --runs-file
      data/raw/runs.jsonl --name "headline"
    deps:
    - path: ../../src/fit.py
      hash: md5
      md5: 43718dab20eb165f61c049309524dc40
      size: 12005
    params:
      params.yaml:
        styling:
          grid: &id001
            alpha: 0.2
          other: *id001
    outs:
    - path: data/fits.csv
      hash: md5
      md5: ${a}
      size: 2793
    - path: ../metrics.yaml
      hash: md5
      md5: ${b}
      size: 3540
  train:
    cmd: python train.py
    outs:
    - path: model
      hash: md5
      md5: ${b}.dir
      size: 100
      nfiles: 3
`;

describe('.dvc files', () => {
  test.each<[string, string, object]>([
    [
      'a file',
      `outs:\n- md5: ${a}\n  size: 14445097\n  hash: md5\n  path: data.xml\n`,
      { known: true, id: `dvc:md5:${a}`, size: 14445097, how: 'hash of data.xml in x.dvc' },
    ],
    [
      'a folder',
      `md5: ${b}\nfrozen: true\nouts:\n- md5: ${a}.dir\n  size: 5\n  nfiles: 2\n  path: data\n  remote: store\n`,
      { id: `dvc:md5:${a}.dir`, files: 2, size: 5, remote: 'store' },
    ],
    ['before DVC 3', `outs:\n- md5: ${a}\n  path: data\n`, { id: `dvc:md5:${a}` }],
    ['an etag', 'outs:\n- etag: \'"abc"\'\n  path: s3://x/y\n', { id: 'dvc:etag:"abc"' }],
    [
      'a version-aware remote',
      'outs:\n- path: d\n  cloud:\n    s3:\n      etag: e1\n      version_id: v1\n',
      { id: 'dvc:etag:e1' },
    ],
    ['no hash yet', 'outs:\n- path: data\n', { known: false, id: 'unknown' }],
    ['no outputs', 'outs: []\n', { known: false, reason: 'x.dvc records no outputs' }],
  ])('%s', (_name, text, expected) => {
    expect(readDvcFile(sourceOf('x.dvc', text))).toMatchObject(expected);
  });

  test('a folder whose files are listed has one id, whatever their order', () => {
    const file = (name: string, md5: string) => `  - relpath: ${name}\n    md5: ${md5}\n    size: 2\n`;
    const of = (list: string) => readDvcFile(sourceOf('x.dvc', `outs:\n- path: d\n  files:\n${list}`));
    const one = of(file('a', a) + file('b', b));
    expect(one).toEqual(of(file('b', b) + file('a', a)));
    expect(one).toMatchObject({ known: true, files: 2, size: 4 });
    expect(one.id).not.toBe(of(file('a', b) + file('b', b)).id);
  });

  test('lists that aliases multiply are refused in time', () => {
    const files = `{relpath: a, md5: ${a}}`;
    const many = Array.from({ length: 3_000 }, () => '*o').join(', ');
    const one = Array.from({ length: 3_000 }, () => files).join(', ');
    const text = `outs: [&o {path: x, files: [${one}]}, ${many}]\n`;
    expect(failureOf(() => readDvcFile(sourceOf('x.dvc', text)))).toBe(
      'x.dvc: the file holds more than 2,000,000 values once aliases are followed',
    );
  });

  test('several outputs make one id', () => {
    const text = `outs:\n- md5: ${a}\n  path: x\n- md5: ${b}\n  path: y\n`;
    expect(readDvcFile(sourceOf('x.dvc', text))).toMatchObject({
      how: 'hashes of 2 outputs in x.dvc',
      files: 2,
    });
  });

  test('a hash of digits alone stays text', () => {
    for (const md5 of ['12345678901234567890123456789012', '1234567890123456789012345678e100']) {
      expect(dvcFileOutputs(sourceOf('x.dvc', `outs:\n- md5: ${md5}\n  path: 1.10\n`))).toEqual([
        { path: '1.10', hash: `md5:${md5}` },
      ]);
    }
  });

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'x.dvc:1:1: expected a .dvc file with `outs`, found nothing'],
    ['no outs', 'md5: x\n', 'x.dvc:1:1: `outs`: expected the list of what DVC tracks, found nothing'],
    ['outs of another kind', 'outs: 3\n', 'x.dvc:1:7: `outs`: expected a list, found 3'],
    [
      'a hash that is none',
      'outs:\n- path: d\n  md5: abc\n',
      'x.dvc:3:8: `outs[0].md5`: expected an md5 of 32 hex digits, with `.dir` for a folder, found "abc"',
    ],
    ['no path', `outs:\n- md5: ${a}\n`, 'x.dvc:2:3: `outs[0].path`: expected text, found nothing'],
    [
      'a size',
      'outs:\n- path: d\n  size: -1\n',
      'x.dvc:3:9: `outs[0].size`: expected a whole number from 0, found -1',
    ],
    ['a merge conflict', 'outs:\n<<<<<<< HEAD\n- md5: a\n', 'x.dvc:2:1: '],
    [
      'bad bytes',
      Uint8Array.from([0x61, 0x0a, 0x62, 0xff]),
      'x.dvc:2:2: the file is not UTF-8 from here on: save it as UTF-8',
    ],
    ['deep', '['.repeat(100_000), 'x.dvc:1:101: values are nested too deeply here'],
    ['twice', 'outs: []\nouts: []\n', 'x.dvc:2:1: the key "outs" stands twice in this map'],
    ['an alias of itself', 'outs: &a [*a]\n', 'x.dvc:1:11: the alias `*a` has no anchor `&a` before it'],
    ['huge', new Uint8Array(40_000_000), 'x.dvc: the file is 38.1 MiB: expected at most 32 MiB'],
  ])('%s is said with its place', (_name, content, message) => {
    expect(failureOf(() => readDvcFile(sourceOf('x.dvc', content)))).toContain(message);
  });
});

describe('dvc.lock', () => {
  const file = sourceOf('reports/dvc.lock', lock);

  test('gives an output by its path in the repository, also outside of its own folder', () => {
    expect(readDvcLock(file, { path: 'reports/data/fits.csv' })).toMatchObject({
      id: `dvc:md5:${a}`,
      size: 2793,
      how: 'hash of data/fits.csv in reports/dvc.lock',
    });
    expect(readDvcLock(file, { path: 'metrics.yaml' })).toMatchObject({ id: `dvc:md5:${b}` });
  });

  test('gives a folder for what lies in it, and a stage by its name', () => {
    expect(readDvcLock(file, { path: 'reports/model/part/weights.bin' })).toMatchObject({
      id: `dvc:md5:${b}.dir`,
      files: 3,
    });
    expect(readDvcLock(file, { stage: 'train' })).toMatchObject({ id: `dvc:md5:${b}.dir` });
    expect(readDvcLock(file, { stage: 'fit@headline' })).toMatchObject({ known: true, size: 6333 });
  });

  test('says what it does not record', () => {
    expect(readDvcLock(file, { path: 'reports/dat' })).toMatchObject({
      known: false,
      reason: 'reports/dvc.lock records no output reports/dat: run `dvc repro`',
    });
    expect(readDvcLock(file, { stage: '__proto__' })).toMatchObject({ known: false });
  });

  test('reads the form without a schema, and refuses a later one', () => {
    const old = `train:\n  cmd: x\n  outs:\n  - path: m\n    md5: ${a}\n`;
    expect(dvcLockStages(sourceOf('dvc.lock', old))).toEqual([
      { name: 'train', outputs: [{ path: 'm', hash: `md5:${a}` }] },
    ]);
    expect(failureOf(() => dvcLockStages(sourceOf('dvc.lock', "schema: '3.0'\n")))).toBe(
      'dvc.lock:1:9: `schema`: expected a dvc.lock of schema 2, found "3.0"',
    );
  });

  test('a bomb among the parameters costs nothing', () => {
    const bomb = 'bcdefghijklmnop'
      .split('')
      .map(
        (name, at) => `        ${name}: &${name} [${Array(9).fill(`*${'abcdefghijklmno'[at]}`).join(',')}]\n`,
      )
      .join('');
    const text = lock.replace('        styling:', `        a: &a [x]\n${bomb}        styling:`);
    expect(dvcLockStages(sourceOf('dvc.lock', text))).toEqual(dvcLockStages(file));
  });
});

describe('what `dvc:` names', () => {
  const files = filesFrom({
    'data/raw.csv.dvc': `outs:\n- md5: ${a}\n  path: raw.csv\n`,
    'images.dvc': `outs:\n- md5: ${b}.dir\n  path: images\n`,
    'reports/dvc.lock': lock,
  });

  test.each<[string, string]>([
    ['data/raw.csv.dvc', `dvc:md5:${a}`],
    ['data/raw.csv', `dvc:md5:${a}`],
    ['images/cats/', `dvc:md5:${b}.dir`],
    ['reports/model/weights.bin', `dvc:md5:${b}.dir`],
    ['reports/dvc.yaml:train', `dvc:md5:${b}.dir`],
    ['reports/dvc.lock:train', `dvc:md5:${b}.dir`],
  ])('%s', async (name, id) => {
    expect((await resolveDvc(name, files)).id).toBe(id);
  });

  test.each<[string, string]>([
    ['none.dvc', 'there is no none.dvc'],
    ['dvc.yaml:train', 'there is no dvc.lock: run `dvc repro`, and commit it'],
    ['none/at/all', 'neither none/at/all.dvc nor a dvc.lock records none/at/all'],
  ])('%s is unknown', async (name, reason) => {
    expect(await resolveDvc(name, files)).toEqual({ known: false, id: 'unknown', kind: 'dvc', reason });
  });
});

test('whatever the bytes, a reader answers or says what is wrong', () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom(
        'outs:\n',
        '- ',
        'md5: ',
        a,
        'path: ',
        'x\n',
        '  ',
        '&a ',
        '*a',
        '<<: ',
        '{',
        '}',
        '[',
        ']',
        '__proto__: ',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(parts, (some) => {
      const file = sourceOf('x.dvc', some.join(''));
      failureOf(() => readDvcFile(file));
      failureOf(() => dvcLockStages(file));
    }),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => void failureOf(() => readDvcFile(sourceOf('x.dvc', bytes)))),
  );
});
