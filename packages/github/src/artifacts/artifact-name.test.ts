import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArtifactKind, artifactName, newestPerModel, parseArtifactName } from './artifact-name.ts';

const models = fc.stringMatching(/^[a-z0-9](?:[a-z0-9_-]{0,20}[a-z0-9])?$/);
const kinds = fc.constantFrom<ArtifactKind>('evidence', 'verdict');
const shards = fc.option(
  fc
    .integer({ min: 1, max: 200 })
    .chain((of) => fc.record({ index: fc.integer({ min: 1, max: of }), of: fc.constant(of) })),
  { nil: undefined },
);

describe('the name of an artifact', () => {
  it('says model, kind, shard and attempt', () => {
    expect(artifactName('digits', 'evidence', 2)).toBe('weighbridge-digits-evidence-2');
    expect(artifactName('digits', 'verdict', 1, { index: 2, of: 8 })).toBe(
      'weighbridge-digits-verdict-2of8-1',
    );
  });

  it('is read back as it was written, whatever the model is called', () => {
    fc.assert(
      fc.property(models, kinds, fc.integer({ min: 1, max: 999 }), shards, (model, kind, attempt, shard) => {
        expect(parseArtifactName(artifactName(model, kind, attempt, shard))).toEqual({
          model,
          kind,
          attempt,
          shard,
        });
      }),
    );
  });

  it.each(['a-evidence-1', 'evidence', 'verdict-evidence-2of3', 'a-verdict'])(
    'is read back for a model called %s, which reads like a name itself',
    (model) => {
      const label = { model, kind: 'evidence', attempt: 3, shard: { index: 1, of: 2 } } as const;
      expect(parseArtifactName(artifactName(model, 'evidence', 3, label.shard))).toEqual(label);
    },
  );

  it.each([
    'coverage',
    'weighbridge-digits-evidence',
    'weighbridge-digits-evidence-0',
    'weighbridge-digits-weights-1',
    'weighbridge-../x-evidence-1',
    'weighbridge-Digits-evidence-1',
    'weighbridge-digits-evidence-3of2-1',
    'weighbridge-digits-evidence-1\n',
  ])('%j is none of ours', (name) => {
    expect(parseArtifactName(name)).toBeUndefined();
  });
});

describe('the newest artifacts', () => {
  it('are those of the highest attempt, for each model, kind and shard by itself', () => {
    const list = [
      { name: artifactName('digits', 'evidence', 1, { index: 1, of: 2 }), id: 1 },
      { name: artifactName('digits', 'evidence', 10, { index: 2, of: 2 }), id: 2 },
      { name: artifactName('digits', 'evidence', 9, { index: 2, of: 2 }), id: 3 },
      { name: artifactName('digits', 'verdict', 2), id: 4 },
      { name: artifactName('ocr', 'evidence', 1), id: 5 },
      { name: 'coverage', id: 6 },
    ];
    expect(newestPerModel(list).map(({ artifact }) => artifact.id)).toEqual([1, 2, 4, 5]);
    expect(newestPerModel(list)[1]).toMatchObject({ model: 'digits', kind: 'evidence', attempt: 10 });
  });
});
