import type { Verdict } from '@weighbridge/contract';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown.ts';
import {
  costMetric,
  heldVerdict,
  metricBuilder,
  regressedMetric,
  verdictBuilder,
} from './testing/verdict-builder.ts';
import { renderExplanation, renderText } from './text.ts';

const version = '0.1.0';
const markdown = (...verdicts: Verdict[]) => renderMarkdown(verdicts, { version });
const bodyLines = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .slice(1);

const none = { newlyFailing: 0, newlyPassing: 0, mustPassFailing: 0, added: 0, removed: 0 };
const unweighed: Partial<Pick<Verdict, 'metrics'>> & { examples: { counts: typeof none } } = {
  metrics: [],
  examples: { counts: none },
};
const first = {
  baseline: null,
  delta: null,
  interval: null,
  level: null,
  alpha: null,
  observed: null,
  detectable: null,
};
const unsure = metricBuilder({
  outcome: 'inconclusive',
  candidate: 0.894,
  delta: -0.018,
  interval: [-0.049, 0.012],
  margin: 0.04,
  wouldDecide: { examples: 1143, margin: 0.055 },
});

describe('a held change', () => {
  it('says first what merging does, then what moved, then what to do', () => {
    expect(markdown(heldVerdict())).toMatchSnapshot();
  });

  it('says the same at a terminal', () => {
    expect(renderText([heldVerdict()], { version, width: 90, colour: false })).toMatchSnapshot();
  });

  it('explains itself with numbers to redo by hand', () => {
    expect(renderExplanation(heldVerdict(), 'accuracy')).toMatchSnapshot();
  });

  it('is shown and blocks nothing where Weighbridge observes', () => {
    const text = markdown(
      heldVerdict({ mode: 'observe', headline: 'digits would have been held: accuracy falls by 3.2 pp' }),
    );
    expect(text).toContain('### 👀 digits would have been held');
    expect(text).toContain('Nothing is blocked here: `gate.mode: observe`.');
  });

  it('names the must-pass examples that fail, and what the change does to its own judge', () => {
    const verdict = heldVerdict({
      examples: { mustPassFailing: ['ex-17', 'a|b'], counts: { ...none, mustPassFailing: 2 } },
      context: {
        changed: {
          files: [],
          fileCount: 0,
          params: [],
          policy: ['accuracy: tolerance 0.5 pp → 5 pp'],
          why: [],
        },
      },
    });
    const text = markdown(verdict);
    expect(text).toContain('**2 examples that must pass fail**: `ex-17`, <code>a&#124;b</code>.');
    expect(text).toContain('This change also edits what it is judged by');
    expect(text).toContain('- accuracy: tolerance 0.5 pp → 5 pp');
  });

  it('does not speak of accepting a trade, which this version cannot', () => {
    expect(markdown(heldVerdict())).not.toContain('/weighbridge');
  });

  it('folds what is more than eight rows', () => {
    const metrics = Array.from({ length: 12 }, (_, index) => regressedMetric({ name: `m${index}` }));
    const text = markdown(heldVerdict({ metrics }));
    const [before = ''] = text.split('<details>');
    expect(before.match(/⛔\u00a0regressed/gu)).toHaveLength(8);
    expect(text).toContain('<summary>4 more metrics</summary>');
  });

  it('prints the level beside each interval where rows differ in it', () => {
    const metrics = [regressedMetric(), regressedMetric({ name: 'recall', level: 0.975 })];
    const text = markdown(heldVerdict({ metrics }));
    expect(text).toContain('| interval |');
    expect(text).toContain('−4.7\u00a0… −1.6 (90\u00a0%)');
    expect(text).toContain('−4.7\u00a0… −1.6 (97.5\u00a0%)');
  });
});

describe('a change of which nothing moved', () => {
  it('takes exactly three lines', () => {
    const text = markdown(verdictBuilder());
    expect(bodyLines(text)).toHaveLength(3);
    expect(text).toMatchSnapshot();
  });

  it('names untouched models in its last line', () => {
    const others = ['cypress', 'ocr'].map((model) => verdictBuilder({ model, outcome: 'untouched' }));
    const lines = bodyLines(markdown(...others, verdictBuilder()));
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain('cypress, ocr untouched');
  });

  it('stays so with slices too small to tell, and says of metrics that only warn that they cannot be told', () => {
    const slice = metricBuilder({ slice: { key: 'segment', value: 'smb' }, outcome: 'inconclusive' });
    const metrics = [metricBuilder(), slice, costMetric({ outcome: 'inconclusive', delta: 0.0001 })];
    const lines = bodyLines(markdown(verdictBuilder({ metrics })));
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('cost +2.4 % (cannot tell)');
  });

  it('says it when the change edits the policy all the same', () => {
    const changed = { files: [], fileCount: 0, params: [], policy: ['accuracy: gate block → off'], why: [] };
    expect(markdown(verdictBuilder({ context: { changed } }))).toContain('- accuracy: gate block → off');
  });

  it('says what else has to be known', () => {
    const verdict = verdictBuilder({ reasons: ['12 examples are new: main has no result of them'] });
    expect(markdown(verdict)).toContain('12 examples are new: main has no result of them.');
  });

  it('shares one heading with others of its kind', () => {
    expect(markdown(verdictBuilder(), verdictBuilder({ model: 'ocr' }))).toMatchSnapshot();
  });
});

describe('other outcomes', () => {
  it('says an improvement once', () => {
    const metrics = [
      metricBuilder({ outcome: 'improved', candidate: 0.936, delta: 0.024, interval: [0.011, 0.037] }),
      costMetric({ outcome: 'held', delta: -0.0000123, candidate: 0.0040877 }),
    ];
    const headline = 'digits gets better: accuracy rises by 2.4 pp (+1.1 … +3.7)';
    const lines = bodyLines(markdown(verdictBuilder({ headline, metrics })));
    expect(lines[0]).toBe(`### ✅ ${headline}`);
    expect(lines[1]).toBe('accuracy 91.2 % → 93.6 % · cost −0.3 %');
  });

  it('says what would decide what cannot be told', () => {
    const headline = 'digits: cannot tell with 400 examples; merging is allowed (`when_unsure: pass`)';
    const text = markdown(verdictBuilder({ outcome: 'inconclusive', headline, metrics: [unsure] }));
    expect(text).toMatchSnapshot();
  });

  it('greets the first weighing', () => {
    const headline = 'First weighing of digits: accuracy 91.4 % (89.9 … 92.7), nothing to compare with yet';
    const metrics = [
      metricBuilder({ ...first, outcome: 'missing' }),
      costMetric({ ...first, outcome: 'missing' }),
    ];
    const verdict = verdictBuilder({
      outcome: 'no-baseline',
      mode: 'observe',
      baseline: null,
      headline,
      metrics,
    });
    expect(markdown(verdict)).toMatchSnapshot();
    expect(markdown({ ...verdict, kind: 'main' })).toContain(
      'From now on changes are compared with this run.',
    );
  });

  it('never takes a crash for a regression, and shows its log', () => {
    const headline = 'digits was not weighed: `python evaluate.py` ended with code 1 after 12 s';
    const log = ['Traceback:', '\u001b[31mModuleNotFoundError\u001b[0m: ```torch```'];
    const context = { owner: '@acme/vision', runbook: 'https://wiki.acme.example/digits', log };
    const verdict = verdictBuilder({
      outcome: 'error',
      exitCode: 4,
      headline,
      baseline: null,
      ...unweighed,
      context,
    });
    expect(markdown(verdict)).toMatchSnapshot();
  });

  it.each([
    ['incomplete', '⚙️', 'digits was not weighed: 3 of 8 shards did not arrive (2, 5, 7)'],
    ['not-comparable', '⚙️', 'digits cannot be compared: the judge changed (gpt-9-mini → gpt-9)'],
    ['stale-weights', '⏸', 'digits needs training, which runs on main'],
    ['not-run', '⏸', 'digits was not run: the secret OPENAI_API_KEY is not here'],
    ['untouched', '✅', 'digits is untouched'],
  ] as const)('says why nothing was weighed: %s', (outcome, sign, headline) => {
    const text = markdown(verdictBuilder({ outcome, headline, ...unweighed }));
    expect(text).toContain(`### ${sign} digits`);
    expect(text).not.toContain('|---|');
  });

  it('says who agreed to a trade, until when and why', () => {
    const accepted = [
      {
        metric: 'accuracy',
        limit: -0.032,
        by: '@maintainer',
        until: '2026-12-31',
        why: 'latency is worth it',
      },
    ];
    const text = markdown(heldVerdict({ exitCode: 0, accepted }));
    expect(text).toContain('### 🤝 ');
    expect(text).toContain(
      '@&#8203;maintainer agreed to the change of accuracy until 2026-12-31: “latency is worth it”',
    );
  });

  it('says that there is nothing to weigh', () => {
    expect(markdown()).toContain('### ✅ No model was weighed');
    expect(
      markdown(
        verdictBuilder({ outcome: 'untouched', headline: 'digits is untouched' }),
        verdictBuilder({ model: 'ocr', outcome: 'untouched' }),
      ),
    ).toContain('### ✅ digits and ocr are untouched');
  });
});

describe('a change of the policy alone', () => {
  it('is untouched, and says how the model will be judged after it', () => {
    const verdict = verdictBuilder({ outcome: 'untouched', headline: 'digits is untouched' });
    const policy = ['eval.metrics.accuracy.tolerance: 0.5pp → 5pp'];
    const changed = { ...verdict.context.changed, files: [], fileCount: 0, params: [], policy };
    const text = markdown({ ...verdict, context: { ...verdict.context, changed } });
    expect(text).toContain('### ✅ digits is untouched');
    expect(text).toContain('Changes after this one will be judged by');
    expect(text).toContain('0.5pp → 5pp');
  });
});

describe('what is said once', () => {
  const counts = (change: Partial<typeof none>) => ({ counts: { ...none, ...change } });

  it('counts what there is first, and calls nothing none', () => {
    const better = markdown(heldVerdict({ examples: { newlyFailing: [], ...counts({ newlyPassing: 17 }) } }));
    expect(better).toContain('17 examples are newly right and none newly wrong, of the 400');
    const worse = markdown(heldVerdict({ examples: counts({ newlyFailing: 1 }) }));
    expect(worse).toContain('1 example is newly wrong and none newly right, of the 400');
  });

  it('does not name again the example that must pass and stands in the headline', () => {
    const examples = { mustPassFailing: ['ex-6'], ...counts({ mustPassFailing: 1 }) };
    const headline = 'Merging makes digits worse: must-pass example ex-6 fails';
    const text = markdown(verdictBuilder({ outcome: 'regressed', exitCode: 1, headline, examples }));
    expect(text.match(/ex-6/gu)).toHaveLength(1);
    expect(text).toContain('accuracy 91.2 % → 91.4 %');
    expect(text).not.toContain('<summary>1 metric');
    expect(text).toContain('The example has to pass again, or to leave `must_pass` on main first');
  });

  it('asks for another floor where the floor is what fails', () => {
    const failing = { outcome: 'below-floor', floor: 0.95, candidate: 0.6 } as const;
    const headline = 'Merging makes digits worse: accuracy is 60.0 %, below its floor of 95.0 %';
    const verdict = heldVerdict({
      headline,
      metrics: [metricBuilder({ ...first, ...failing })],
      reasons: ['accuracy: estimated at 60.0 %, below its floor of 95.0 %'],
    });
    const text = markdown(verdict);
    expect(text).toContain('another `floor` of accuracy has to be merged');
    expect(text).not.toContain('tolerance');
    expect(text).not.toContain('|---|');
    expect(text.split('How this was decided')[0]?.match(/95\.0 %/gu)).toHaveLength(1);
  });

  it('does not call numbers missing that stand beside the word', () => {
    const metrics = [metricBuilder({ outcome: 'missing' })];
    const text = markdown(verdictBuilder({ outcome: 'not-comparable', exitCode: 3, metrics }));
    expect(text).toContain('▫\u00a0not judged');
  });

  it('says in a line what changed where neither file nor parameter did', () => {
    const why = ['harness: the judge changed', 'harness: repeats changed (1 → 3)'];
    const changed = { files: [], fileCount: 0, params: [], policy: [], why };
    const headline = 'digits cannot be compared: the judge changed';
    const reasons = ['not comparable: the judge changed'];
    const notComparable = ['the judge changed'];
    const verdict = { headline, reasons, notComparable, context: { changed }, ...unweighed };
    const text = markdown(verdictBuilder({ outcome: 'not-comparable', exitCode: 3, ...verdict }));
    expect(text).toContain('\nWhat changed: repeats changed (1 → 3)\n');
    expect(text.match(/the judge changed/gu)).toHaveLength(1);
  });

  it('says that a change is judged by its own policy', () => {
    const reasons = ["policy: head. The base has no policy for this model, so the change's own decides"];
    const text = markdown(verdictBuilder({ policy: 'head', reasons }));
    expect(text).toContain('Judged by this change’s own weighbridge.yml (`policy: head`)');
    expect(text).not.toContain('The base has no policy');
  });
});

describe('several models', () => {
  it('come worst first, each with its headline, the rest in one line', () => {
    const text = markdown(
      verdictBuilder({ model: 'ocr' }),
      verdictBuilder({
        model: 'ranker',
        outcome: 'inconclusive',
        headline: 'ranker: cannot tell with 400 examples',
        metrics: [unsure],
      }),
      heldVerdict(),
      verdictBuilder({ model: 'cypress', outcome: 'untouched' }),
    );
    const headings = text.split('\n').filter((line) => line.startsWith('### '));
    expect(headings).toEqual([
      '### ⛔ Merging makes digits worse: accuracy falls by 3.2 pp (0.5 pp allowed)',
      '### ⚠️ ranker: cannot tell with 400 examples',
    ]);
    expect(bodyLines(text).at(-1)).toBe(
      '<sub>✅ ocr: no drop found · cypress untouched · weighbridge 0.1.0</sub>',
    );
  });
});

describe('house rules of the comment', () => {
  it('has no exclamation, image, badge or negative zero', () => {
    const zero = metricBuilder({ delta: -0, interval: [-0.0000001, 0] });
    const text = [heldVerdict(), verdictBuilder({ metrics: [zero] })]
      .map((verdict) => markdown(verdict))
      .join('\n');
    expect(
      text.replace('<!-- weighbridge:report -->', '').replace('<!-- weighbridge:report -->', ''),
    ).not.toMatch(/!|<img|-0\.0|−0\.0 /u);
  });
});
