import { parseManifest, sha256Hex } from '@weighbridge/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { knownData, unknownData } from '../data/data-id.ts';
import { outputsOf } from '../outputs/output-digest.ts';
import { packageOf } from '../packages/package.ts';
import { manifestOf } from '../testing/manifest.ts';
import { sourceOf } from '../testing/source.ts';
import { dataEntry, lockfileEntry, paramsEntry, repositoryAddress, weightsEntry } from './entries.ts';
import { type FullManifest, fullManifestSchema } from './manifest-extras.ts';
import { manifestText, stableDigest } from './stable-digest.ts';
import { manifestSummary } from './summary.ts';

const image = {
  digest: `sha256:${sha256Hex('image')}`,
  inputsKey: sha256Hex('inputs'),
  ref: 'registry.example/digits:x',
};

/** A manifest@1 as it was written before there was anything beside it. */
function bare(): unknown {
  const { schema, model, commit, dirty, modelKey, modelKeyParts, harnesses, seed, createdAt } = manifestOf();
  const data = { train: { id: 'git:1', from: null, to: null } };
  return { schema, model, commit, dirty, modelKey, modelKeyParts, harnesses, data, seed, createdAt };
}

describe('the document', () => {
  test('extends manifest@1: older ones are read, and older readers read it', () => {
    expect(fullManifestSchema.parse(bare())).toEqual(bare());
    const text = manifestText(manifestOf({ image }));
    expect(fullManifestSchema.parse(JSON.parse(text))).toEqual(manifestOf({ image }));
    expect(parseManifest(text)).toMatchObject({ model: 'digits', seed: 7 });
  });

  test.each<[string, object]>([
    ['an image digest', { image: { ...image, digest: 'sha256:abc' } }],
    ['a variable', { training: { env: ['A B'], gpus: null, network: true } }],
    ['a day', { validUntil: '2026-02-30' }],
    ['a tree', { tree: 'main' }],
  ])('refuses %s that is none', (_name, parts) => {
    expect(fullManifestSchema.safeParse({ ...manifestOf(), ...parts }).success).toBe(false);
  });

  test('is built of what the readers answer', () => {
    const window = { from: '2025-01-01', to: '2025-12-31' };
    const known = knownData('dvc', 'dvc:md5:x', 'hash of x in x.dvc', { size: 5, remote: 'store' });
    const file = sourceOf('uv.lock', 'x');
    const outputs = outputsOf([
      { path: 'w', bytes: 1, sha256: sha256Hex('w'), executable: false },
      { path: 'l', link: 'w' },
    ]);
    const manifest = manifestOf({
      data: {
        train: dataEntry({ dvc: 'x.dvc' }, known, window),
        more: dataEntry({ s3: 's3://b/k' }, unknownData('s3', 'not pinned')),
      },
      lockfiles: [
        lockfileEntry(file, {
          kind: 'uv',
          packages: [packageOf('pypi', 'a', { version: '1', marker: 'x' })],
        }),
        lockfileEntry(file, undefined),
      ],
      paramValues: [paramsEntry(sourceOf('p.yaml', 'a: {b: 1}')), paramsEntry(sourceOf('p.yaml', '{'))],
      ...weightsEntry(outputs, 'oci://registry.example/w'),
    });
    expect(fullManifestSchema.parse(JSON.parse(manifestText(manifest)))).toEqual(manifest);
    expect(manifest.data).toMatchObject({
      train: { id: 'dvc:md5:x', from: '2025-01-01', remote: 'store' },
      more: { id: 'unknown', reason: 'not pinned' },
    });
    expect(manifest.paramValues).toEqual([
      { path: 'p.yaml', values: { 'a.b': '1' } },
      { path: 'p.yaml', values: null },
    ]);
    expect(manifest.weights).toEqual({ digest: outputs.digest, files: 2, place: 'oci://registry.example/w' });
    expect(manifest.weightFiles).toEqual([{ path: 'w', sha256: sha256Hex('w') }]);
  });

  test.each<[string, string]>([
    ['https://x-access-token:secret@github.com/acme/x.git', 'https://github.com/acme/x.git'],
    ['https://user@github.com/acme/x', 'https://github.com/acme/x'],
    ['git@github.com:acme/x.git', 'git@github.com:acme/x.git'],
    ['ssh://git:pw@host/x', 'ssh://git@host/x'],
  ])('%s is kept without its password', (remote, expected) => {
    expect(repositoryAddress(remote)).toBe(expected);
  });
});

describe('the stable digest', () => {
  test('is the same bytes everywhere', () => {
    expect(stableDigest(manifestOf())).toBe(
      'sha256:f263b72638d16fdb0f05fda21034fe206f53669b246224c4b888e1c261bfbfe4',
    );
  });

  const aside = fc.record({
    createdAt: fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString()),
    run: fc.option(
      fc.record({ id: fc.string(), attempt: fc.nat(), url: fc.constant(null), event: fc.constant('push') }),
      { nil: undefined },
    ),
    actor: fc.option(fc.string(), { nil: undefined }),
    validUntil: fc.option(fc.constant('2027-01-01'), { nil: undefined }),
  });

  test('does not hear of time, run, actor and places, nor of the order of keys', () => {
    fc.assert(
      fc.property(aside, fc.option(fc.webUrl(), { nil: null }), (parts, place) => {
        const weights = { digest: `sha256:${sha256Hex('w')}`, files: 1, place };
        const one = manifestOf({ ...parts, weights, image: { ...image, ref: place } });
        const two = manifestOf({ weights: { ...weights, place: null }, image });
        const shuffled = Object.fromEntries(Object.entries(one).reverse()) as FullManifest;
        expect(stableDigest(one)).toBe(stableDigest(two));
        expect(stableDigest(shuffled)).toBe(stableDigest(two));
        expect(stableDigest(fullManifestSchema.parse(JSON.parse(manifestText(one))))).toBe(stableDigest(two));
      }),
    );
  });

  test('does not hear how an id was read, nor where it was cloned from', () => {
    const { train } = manifestOf().data;
    if (train === undefined) throw new Error('no data');
    const data = { train: { ...train, how: 'otherwise', size: 3, files: 9, remote: 'store' } };
    const repository = 'git@github.com:acme/digits.git';
    expect(stableDigest(manifestOf({ data, repository }))).toBe(stableDigest(manifestOf()));
  });

  test('hears of the name of an image that nothing else tells', () => {
    const named = (ref: string) =>
      stableDigest(manifestOf({ image: { digest: null, inputsKey: null, ref } }));
    expect(named('a')).not.toBe(named('b'));
  });

  test.each<[string, Partial<FullManifest>]>([
    ['commit', { commit: 'd'.repeat(40) }],
    ['dirty', { dirty: true }],
    ['seed', { seed: 8 }],
    ['data', { data: {} }],
    ['weights', { weights: { digest: `sha256:${sha256Hex('other')}`, files: 1, place: null } }],
    ['image', { image }],
    ['params', { paramValues: [] }],
    ['training', { training: undefined }],
    ['testedOn', { testedOn: { from: '2026-01-01', to: '2026-02-01' } }],
  ])('hears of %s', (_name, parts) => {
    expect(stableDigest(manifestOf(parts))).not.toBe(stableDigest(manifestOf()));
  });
});

describe('the summary', () => {
  test('says the model in five lines', () => {
    const manifest = manifestOf({
      image,
      nondeterminism: ['cuDNN'],
      testedOn: { from: '2026-01-01', to: '2026-03-31' },
      validUntil: '2026-09-30',
      weights: { digest: `sha256:${sha256Hex('w')}`, files: 1, place: 'oci://registry.example/w' },
    });
    expect(
      manifestSummary(manifest),
    ).toBe(`model: digits, commit cccccccccccc of https://github.com/acme/digits, model key 2c70e12b7a06
data: train dvc:md5:a304afb96060aad90176268345e10355, 2025-01-01 to 2025-12-31
image: sha256:6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d, inputs 32381523e631
settings: seed 7, 1 parameter, not deterministic (cuDNN)
weights: sha256:50e721e49c013f00c62cf59f2163542a9d8df02464efeb615d31051b0fddc326 in oci://registry.example/w, tested on 2026-01-01 to 2026-03-31, valid until 2026-09-30
`);
    expect(manifestSummary(manifestOf({ seed: null, dirty: true, data: {} }))).toContain(
      'data: none named\n',
    );
  });

  test('stays five lines of YAML whatever the manifest says', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, fc.array(text), (model, repository, reason, nondeterminism) => {
        const data = { [reason]: { id: 'unknown', from: null, to: null, reason } };
        const summary = manifestSummary(manifestOf({ model, repository, data, nondeterminism }));
        expect(summary.split('\n')).toHaveLength(6);
        expect(Object.keys(parse(summary) as object)).toEqual([
          'model',
          'data',
          'image',
          'settings',
          'weights',
        ]);
      }),
      { numRuns: 300 },
    );
    expect(manifestSummary(manifestOf({ model: 'x\n'.repeat(10_000) })).split('\n')).toHaveLength(6);
  });
});
