import { z } from 'zod';
import { durationSchema, durationWords } from './duration-schema.ts';
import { examplesSchema } from './examples-schema.ts';
import { judgeSchema } from './judge-schema.ts';
import { metricSchema } from './metric-schema.ts';
import { filePathProblem, globProblem } from './repository-path.ts';
import { resultsSchema } from './results-schema.ts';
import { shareSchema, shareWords } from './share-schema.ts';
import { commandProblem, nameProblem, variableProblem } from './text.ts';
import { checkedText, key, planned, textKey } from './vocabulary.ts';
import { whenPattern, whenProblem } from './when.ts';

const maxRepeats = 1_000;

export const suiteSchema = key(
  z.strictObject({
    run: textKey(commandProblem, {
      expected: 'a shell command',
      means:
        'Evaluates. It reads the file in WEIGHBRIDGE_EXAMPLES, in the order given, and writes one JSON object an example to the file in WEIGHBRIDGE_RESULTS.',
      example: 'python evaluate.py',
    }),
    code: key(z.array(checkedText(globProblem)), {
      expected: 'a list of globs such as [evaluate.py, "graders/**"]',
      means:
        'The harness: files that judge the model and are no part of it. A change of them makes results not comparable.',
      defaultWords: "the repository's files that `run` names",
      example: ['evaluate.py', 'graders/**'],
    }).optional(),
    judge: key(judgeSchema, {
      expected: '{ model: name, prompt: path }',
      means: 'A model that grades; part of the harness.',
      example: { model: 'gpt-9-mini', prompt: 'prompts/judge.md' },
    }).optional(),
    examples: key(examplesSchema, {
      expected: 'the path of a .jsonl or .csv file, or { list: command }',
      means: 'The suite: one example a line, or a command that prints them.',
      example: 'data/eval.jsonl',
    }),
    id: textKey(nameProblem, {
      expected: 'the name of a field',
      means: 'The field that identifies an example.',
      default: 'id',
      example: 'id',
    }).optional(),
    results: key(resultsSchema, {
      expected: '{ path: file, format: jsonl or csv }',
      means: 'Where the command writes its rows, when not to WEIGHBRIDGE_RESULTS.',
      defaultWords: 'rows at WEIGHBRIDGE_RESULTS',
      example: { path: 'out/preds.csv', format: 'csv' },
    }).optional(),
    subset: key(
      z.strictObject({
        size: key(z.int().min(1), {
          expected: 'a whole number from 1',
          means: 'At most so many examples on a pull request; a run of main evaluates all of them.',
          example: 400,
        }),
      }),
      {
        expected: '{ size: number }',
        means: 'Evaluates a part of the suite on a pull request.',
        defaultWords: 'the whole suite',
        example: { size: 400 },
      },
    ).optional(),
    must_pass: textKey(filePathProblem, {
      expected: 'the path of a file of ids',
      means: 'A file of example ids, one a line, that may never fail; they are evaluated in every run.',
      example: 'data/must-pass.txt',
    }).optional(),
    repeats: key(z.int().min(1).max(maxRepeats), {
      expected: `a whole number from 1 to ${maxRepeats}`,
      means: 'How often each example is evaluated; its values are averaged.',
      default: 1,
      example: 3,
    }).optional(),
    max_missing: key(shareSchema(), {
      expected: shareWords,
      means: 'Share of the planned examples that may be missing before the outcome is `incomplete`.',
      default: '2%',
      example: '2%',
    }).optional(),
    timeout: key(durationSchema, {
      expected: durationWords,
      means: 'After it the command and all it started are ended.',
      default: '30m',
      example: '1h30m',
    }).optional(),
    env: key(z.array(checkedText(variableProblem)), {
      expected: 'a list of names such as [OPENAI_API_KEY]',
      means: 'Variables that are handed to the command by name; their values are masked in its output.',
      default: [],
      example: ['OPENAI_API_KEY'],
    }).optional(),
    baseline: key(z.enum(['stored']), {
      expected: '`stored`',
      means: "What the change is compared with: a stored run of main with the base's model and this harness.",
      default: 'stored',
      example: 'stored',
    })
      .register(planned, { values: ['rerun'] })
      .optional(),
    estimand: key(z.enum(['population']), {
      expected: '`population`',
      means: 'What is estimated: the mean over examples like these.',
      default: 'population',
      example: 'population',
    })
      .register(planned, { values: ['suite'] })
      .optional(),
    when: textKey(whenProblem, {
      expected: '`pr`, `main`, `schedule`, `never`, or `label:` and a label',
      means:
        'When CI evaluates the suite: `pr` on pull requests, on main and on schedule; `main` from the merge on; `schedule` only then; `label:NAME` as `main`, and on pull requests that carry the label.',
      json: { pattern: whenPattern.source },
      default: 'pr',
      example: 'label:gpu',
    }).optional(),
    slices: key(z.array(checkedText(nameProblem)), {
      expected: 'a list of slice keys such as [segment, length]',
      means: 'Slice keys that are reported, with a warning where one moves.',
      default: [],
      example: ['segment', 'length'],
    }).optional(),
    metrics: key(z.record(z.string(), metricSchema), {
      expected: 'a map of metrics by name',
      means: 'What is measured; the first one gates unless it says otherwise.',
      example: { accuracy: { of: 'correct', better: 'higher' } },
    }),
  }),
  {
    expected: 'a map with `run`, `examples` and `metrics`',
    means: 'One suite: how the model is evaluated and judged.',
  },
).register(planned, { keys: ['budget'] });
