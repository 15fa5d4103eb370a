import { type Verdict, verdictOutcomes } from '@weighbridge/contract';
import fc from 'fast-check';
import {
  contextBuilder,
  costMetric,
  metricBuilder,
  regressedMetric,
  verdictBuilder,
} from './verdict-builder.ts';

/** What somebody would write into a row, a file name or a parameter to have it come out live. */
export const attacks: readonly string[] = [
  '@octocat',
  '@acme/vision',
  'mail someone@example.com now',
  'mailto:someone@example.com',
  '#123',
  'acme/vision#7',
  'GH-12',
  'JIRA-34',
  'b71e0d4c0ffee0d4b71e0d4c0ffee0d4b71e0d4c',
  'acme/vision@b71e0d4',
  'deadbee',
  'https://evil.example/x?y=1',
  'ftp://evil.example',
  'www.evil.example',
  'WWW.EVIL.EXAMPLE',
  '[click](https://evil.example)',
  '![pixel](https://evil.example/p.png)',
  '[ref]: https://evil.example',
  '[^1]',
  '[^1]: note',
  '<https://evil.example>',
  '<a@evil.example>',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '</details></summary><h1>ours</h1>',
  '</code></b></sub>',
  '<!-- weighbridge:report -->',
  '-->',
  '<!--',
  '&lt;b&gt; &#64;octocat &amp;',
  '`code` ``two`` ```',
  '```\nfence\n```',
  '~~~',
  '~~struck~~',
  '**bold** __bold__ *it* _it_',
  '| a | b |',
  'a|b\\|c\\\\|d',
  '\n|---|---|\n| x | y |',
  '\n\n# heading',
  '# heading',
  '- item',
  '1. item',
  '- [ ] task',
  '> quote',
  'setext\n===',
  '---',
  '    indented',
  '$x^2$ $$y$$ $`z`$',
  ':tada: :+1:',
  '\u202eright to left\u202c',
  'zero\u200bwidth\u2060 \ufeff',
  'bell\u0007 escape\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31m c1',
  'half \ud83d pair',
  '\\',
  '\\`',
  '%%{init: {"theme": "dark"}}%%',
  '"]\n  click A "https://evil.example"',
  '```mermaid\ngraph TD\n```',
  'javascript:alert(1)',
  'x'.repeat(5_000),
  '😀'.repeat(500),
  '\u0301'.repeat(50),
  '',
  ' ',
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...attacks) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 3 })
      .map((parts) => parts.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...'@#|`<>&*_[]()!$:~\\-\n\t /.w1a'.split('')), { maxLength: 40 })
      .map((parts) => parts.join('')),
  },
);

/** A verdict of any outcome, every text of which is hostile; texts are taken in turn from the given ones. */
export function hostileVerdict(
  texts: readonly string[],
  outcome: Verdict['outcome'],
  mode: Verdict['mode'],
): Verdict {
  let at = 0;
  const next = (): string => texts[at++ % texts.length] ?? '';
  const some = (): string[] => [next(), next()];
  const metric = (build: typeof metricBuilder) => ({
    name: next(),
    suite: next(),
    unit: build === costMetric ? next() : null,
    method: next(),
    notes: some(),
  });
  return verdictBuilder({
    model: next(),
    outcome,
    mode,
    exitCode: outcome === 'pass' || outcome === 'untouched' ? 0 : 1,
    headline: next(),
    reasons: some(),
    notComparable: some(),
    metrics: [
      regressedMetric(metric(regressedMetric)),
      costMetric(metric(costMetric)),
      metricBuilder({
        ...metric(metricBuilder),
        outcome: 'inconclusive',
        wouldDecide: { examples: 1150, margin: 0.055 },
      }),
      metricBuilder({
        ...metric(metricBuilder),
        slice: { key: next(), value: next() },
        outcome: 'regressed',
        gate: 'off',
      }),
      metricBuilder({ name: 'plain' }),
    ],
    aggregates: [{ name: next(), suite: next(), baseline: 0.91, candidate: 0.92, delta: 0.01 }],
    accepted: [],
    examples: {
      newlyFailing: some(),
      newlyPassing: some(),
      mustPassFailing: some(),
      added: some(),
      removed: some(),
      counts: { newlyFailing: 2, newlyPassing: 2, mustPassFailing: 2, added: 2, removed: 2 },
    },
    context: contextBuilder({
      about: next(),
      changed: {
        files: some(),
        fileCount: 9,
        params: [
          { file: next(), key: next(), before: next(), after: next() },
          { file: next(), key: next(), before: null, after: next() },
        ],
        policy: some(),
        why: some(),
      },
      history: [
        {
          metric: 'plain',
          points: [0.9, 0.91, 0.92].map((value) => ({ commit: next(), value, at: next() })),
        },
      ],
      log: [next(), next(), next()],
      examples: [{ id: next(), label: next(), baseline: next(), candidate: next() }],
    }),
  });
}

export const anyHostileVerdict: fc.Arbitrary<Verdict> = fc
  .tuple(
    fc.array(hostileText, { minLength: 1, maxLength: 60 }),
    fc.constantFrom(...verdictOutcomes),
    fc.constantFrom('enforce' as const, 'observe' as const),
  )
  .map(([texts, outcome, mode]) => hostileVerdict(texts, outcome, mode));
