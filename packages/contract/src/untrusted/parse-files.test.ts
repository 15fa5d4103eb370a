import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { Failure } from '../failure.ts';
import { parseEvidence, parseManifest, parseVerdict, parseVerdictOrSet } from './parse-files.ts';

const evidence: Evidence = {
  schema: 'weighbridge/evidence@1',
  model: 'digits',
  commit: 'a'.repeat(40),
  dirty: false,
  modelKey: 'b'.repeat(64),
  kind: 'main',
  trust: 'main',
  event: 'push',
  run: { id: '17', attempt: 1, url: null },
  createdAt: '2026-01-01T00:00:00Z',
  suites: [
    {
      name: 'eval',
      harnessKey: 'c'.repeat(64),
      examplesKey: 'd'.repeat(64),
      total: 1,
      planned: 1,
      rows: 1,
      full: true,
      orderSeed: 'eval main',
      digest: `sha256:${'e'.repeat(64)}`,
      files: [{ path: 'results.eval.jsonl', digest: `sha256:${'f'.repeat(64)}`, bytes: 10 }],
    },
  ],
  manifest: `sha256:${'0'.repeat(64)}`,
  weighbridge: '0.1.0',
};

test('what was written is read, unknown fields are dropped', () => {
  expect(parseEvidence(`\ufeff${JSON.stringify({ ...evidence, more: 1 })}`)).toEqual(evidence);
});

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof Failure && error.code === 'rows') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a file that cannot be used is refused in one sentence', () => {
  const changed = (fields: object) => JSON.stringify({ ...evidence, ...fields });
  test.each([
    ['no JSON', '{', 'the file is not JSON'],
    ['other JSON', '[]', 'expected evidence (`schema` of "weighbridge/evidence@1"), found nothing'],
    ['nothing of the kind', '{}', 'expected evidence (`schema` of "weighbridge/evidence@1"), found nothing'],
    [
      'another kind',
      changed({ schema: 'weighbridge/verdict@1' }),
      'expected evidence (`schema` of "weighbridge/evidence@1"), found "weighbridge/verdict@1"',
    ],
    [
      'a newer version',
      changed({ schema: 'weighbridge/evidence@2' }),
      'written by a newer Weighbridge (weighbridge/evidence@2); this one reads weighbridge/evidence@1',
    ],
    [
      'a path that leads out',
      changed({ suites: [{ ...evidence.suites[0], files: [{ path: '../x', digest: '', bytes: 1 }] }] }),
      'not well-formed evidence: `suites.0.files.0.path` (',
    ],
    ['too many characters', ' '.repeat(1_000_001), 'expected at most 1,000,000 characters, found 1,000,001'],
  ])('%s', (_name, text, message) => {
    const sentence = refusal(() => parseEvidence(text, 'x/evidence.json'));
    expect(sentence).toContain(`x/evidence.json: ${message}`);
    expect(sentence).not.toContain('\n');
  });
});

test('the first wrong fields are named, and how many more there are', () => {
  const sentence = refusal(() => parseVerdict('{"schema":"weighbridge/verdict@1"}'));
  expect(sentence).toMatch(/^verdict\.json: not a well-formed verdict: `model` \(.*\).* and \d+ more$/);
});

test('one verdict and several are told apart', () => {
  const set = { schema: 'weighbridge/verdict-set@1', outcome: 'pass', exitCode: 0, verdicts: [] };
  expect(parseVerdictOrSet(JSON.stringify(set))).toEqual(set);
  expect(refusal(() => parseVerdictOrSet('{"schema":"weighbridge/verdict-set@9"}'))).toContain(
    'written by a newer',
  );
  expect(refusal(() => parseVerdictOrSet('{"schema":"x"}'))).toContain('weighbridge/verdict@1');
});

test('hostile text never crashes with anything but a sentence', () => {
  const broken = fc
    .tuple(fc.constantFrom(...Object.keys(evidence)), fc.jsonValue())
    .map(([field, value]) => JSON.stringify({ ...evidence, [field]: value }));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), broken), (text) => {
      for (const read of [parseEvidence, parseManifest, parseVerdict, parseVerdictOrSet]) {
        expect(refusal(() => read(text))).not.toContain('\n');
      }
    }),
  );
});
