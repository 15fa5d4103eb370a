import { Failure, type Verdict, type VerdictOutcome } from '@weighbridge/contract';
import type { FullManifest } from '../manifest/manifest-extras.ts';
import { type Statement, statementSchema, statementType, verdictPredicateType } from './in-toto.ts';

/** A document and the digest of the bytes that it lies in, `sha256:…`. */
export interface Proven<T> {
  readonly value: T;
  readonly digest: string;
}

/**
 * The in-toto statement of a weighed model: its weights and image are the subject; where it has neither (prompts, rules), its
 * manifest is. Throws a `usage` failure where verdict and manifest are of different models.
 */
export function verdictStatement(manifest: Proven<FullManifest>, verdict: Proven<Verdict>): Statement {
  const { model, commit, modelKey, harnesses, image, weights, run } = manifest.value;
  const { outcome, headline, metrics } = verdict.value;
  if (verdict.value.model !== model) {
    throw new Failure('usage', `the verdict is of ${verdict.value.model}, the manifest of ${model}`);
  }
  const subjects = [
    ...(weights === undefined ? [] : [{ name: `${model}/weights`, digest: digestSet(weights.digest) }]),
    ...(image?.digest ? [{ name: image.ref ?? `${model}/image`, digest: digestSet(image.digest) }] : []),
  ];
  const tests = (group: TestGroup) =>
    metrics
      .filter((metric) => groupOf(metric) === group)
      .map(testName)
      .sort();
  const warned = tests('warned');
  return statementSchema.parse({
    _type: statementType,
    subject:
      subjects.length > 0
        ? subjects
        : [{ name: `${model}/manifest.json`, digest: digestSet(manifest.digest) }],
    predicateType: verdictPredicateType,
    predicate: {
      result: resultOf(outcome, warned.length > 0),
      configuration: Object.entries(harnesses)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { key }]) => ({
          name: `harness ${name}`,
          ...(/^[0-9a-f]{64}$/.test(key) ? { digest: { sha256: key } } : {}),
        })),
      ...(run?.url ? { url: run.url } : {}),
      passedTests: tests('passed'),
      warnedTests: warned,
      failedTests: tests('failed'),
      model,
      commit,
      modelKey,
      outcome,
      headline,
      manifest: { name: 'manifest.json', digest: digestSet(manifest.digest) },
      verdict: { name: 'verdict.json', digest: digestSet(verdict.digest) },
    },
  });
}

/** A verdict that could not tell is neither: `outcome` says which. */
function resultOf(outcome: VerdictOutcome, warned: boolean): 'PASSED' | 'WARNED' | 'FAILED' {
  if (outcome === 'pass') return warned ? 'WARNED' : 'PASSED';
  return outcome === 'regressed' || outcome === 'incomplete' || outcome === 'error' ? 'FAILED' : 'WARNED';
}

type TestGroup = 'passed' | 'warned' | 'failed' | 'aside';
type Metric = Verdict['metrics'][number];

function groupOf({ outcome, gate }: Metric): TestGroup {
  if (gate === 'off') return 'aside';
  if (outcome === 'held' || outcome === 'improved') return 'passed';
  return gate === 'block' && outcome !== 'inconclusive' ? 'failed' : 'warned';
}

function testName({ suite, name, slice }: Metric): string {
  return slice === null ? `${suite}/${name}` : `${suite}/${name}[${slice.key}=${slice.value}]`;
}

function digestSet(digest: string): Record<string, string> {
  const [, algorithm, value] = /^([a-z0-9]+):([0-9a-f]+)$/.exec(digest) ?? [];
  if (algorithm === undefined || value === undefined) {
    throw new Failure('usage', `expected a digest such as sha256:…, found ${digest.slice(0, 80)}`);
  }
  return { [algorithm]: value };
}
