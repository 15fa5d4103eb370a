import { sha256Hex, type Verdict, verdictOutcomes } from '@weighbridge/contract';
import { describe, expect, test } from 'vitest';
import type { FullManifest } from '../manifest/manifest-extras.ts';
import { manifestOf } from '../testing/manifest.ts';
import { metricOf, verdictOf } from '../testing/verdict.ts';
import { statementSchema } from './in-toto.ts';
import { verdictStatement } from './verdict-statement.ts';

const sha = (text: string) => sha256Hex(text);
const image = { digest: `sha256:${sha('image')}`, inputsKey: null, ref: null };

function statementOf(manifest: Partial<FullManifest> = {}, verdict: Partial<Verdict> = {}) {
  return verdictStatement(
    { value: manifestOf(manifest), digest: `sha256:${sha('manifest')}` },
    { value: verdictOf(verdict), digest: `sha256:${sha('verdict')}` },
  );
}

test('a statement names weights and image by digest, and what was tested', () => {
  const part = { key: sha('harness'), parts: { run: 'x', code: [], judge: null, repeats: 1, metrics: [] } };
  const run = { id: '1', attempt: 1, url: 'https://github.com/acme/digits/actions/runs/1', event: 'push' };
  expect(statementOf({ image, harnesses: { eval: part }, run })).toEqual({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'digits/weights', digest: { sha256: sha('weights') } },
      { name: 'digits/image', digest: { sha256: sha('image') } },
    ],
    predicateType: 'urn:weighbridge:attestation:verdict:v1',
    predicate: {
      result: 'PASSED',
      configuration: [{ name: 'harness eval', digest: { sha256: sha('harness') } }],
      url: run.url,
      passedTests: ['eval/accuracy'],
      warnedTests: [],
      failedTests: [],
      model: 'digits',
      commit: 'c'.repeat(40),
      modelKey: sha('key'),
      outcome: 'pass',
      headline: 'accuracy held',
      manifest: { name: 'manifest.json', digest: { sha256: sha('manifest') } },
      verdict: { name: 'verdict.json', digest: { sha256: sha('verdict') } },
    },
  });
});

test('a model of neither is its manifest', () => {
  expect(statementOf({ weights: undefined, image: undefined }).subject).toEqual([
    { name: 'digits/manifest.json', digest: { sha256: sha('manifest') } },
  ]);
});

describe('results', () => {
  test('tests are sorted by how they ended', () => {
    const metrics = [
      metricOf({ name: 'a', outcome: 'regressed', slice: { key: 'segment', value: 'smb' } }),
      metricOf({ name: 'b', outcome: 'regressed', gate: 'warn' }),
      metricOf({ name: 'c', outcome: 'inconclusive' }),
      metricOf({ name: 'd', outcome: 'improved' }),
      metricOf({ name: 'e', outcome: 'regressed', gate: 'off' }),
      metricOf({ name: 'f', outcome: 'below-floor' }),
    ];
    expect(statementOf({}, { outcome: 'regressed', metrics }).predicate).toMatchObject({
      result: 'FAILED',
      passedTests: ['eval/d'],
      warnedTests: ['eval/b', 'eval/c'],
      failedTests: ['eval/a[segment=smb]', 'eval/f'],
    });
    expect(statementOf({}, { metrics: metrics.slice(1, 2) }).predicate.result).toBe('WARNED');
  });

  test('only a pass has passed, and every outcome has a result', () => {
    const results = verdictOutcomes.map((outcome) => [
      outcome,
      statementOf({}, { outcome }).predicate.result,
    ]);
    expect(results.filter(([, result]) => result === 'PASSED')).toEqual([['pass', 'PASSED']]);
    expect(results.filter(([, result]) => result === 'FAILED').map(([outcome]) => outcome)).toEqual([
      'regressed',
      'incomplete',
      'error',
    ]);
  });
});

test('what does not belong together is refused', () => {
  expect(() => statementOf({}, { model: 'other' })).toThrow(
    'the verdict is of other, the manifest of digits',
  );
  expect(() =>
    verdictStatement({ value: manifestOf(), digest: 'abc' }, { value: verdictOf(), digest: 'abc' }),
  ).toThrow('expected a digest such as sha256:…, found abc');
});

test.each<[string, object]>([
  ['another type', { _type: 'https://in-toto.io/Statement/v0.1' }],
  ['no subject', { subject: [] }],
  ['a subject without digest', { subject: [{ name: 'x', digest: {} }] }],
  ['a digest that is not hex', { subject: [{ name: 'x', digest: { sha256: 'sha256:ab' } }] }],
  ['another predicate', { predicateType: 'https://in-toto.io/attestation/test-result/v0.1' }],
])('%s is no statement of ours', (_name, parts) => {
  expect(statementSchema.safeParse({ ...statementOf(), ...parts }).success).toBe(false);
});
