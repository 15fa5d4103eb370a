import { z } from 'zod';
import { gateSchema } from './gate-schema.ts';
import { imageSchema } from './image-schema.ts';
import { filePathProblem, globProblem } from './repository-path.ts';
import { suiteSchema } from './suite-schema.ts';
import { commandProblem, lineProblem } from './text.ts';
import { trainSchema } from './train-schema.ts';
import { checkedText, key, machineNames, planned, textKey } from './vocabulary.ts';
import { parseWindow, windowPattern } from './window.ts';

export const defaultPaths: readonly string[] = ['**'];
/** Documentation, which no model is made of. */
export const defaultIgnore: readonly string[] = ['**/*.md', 'docs/**', 'LICENSE*'];

const windowSchema = z
  .string()
  .regex(windowPattern)
  .check((context) => {
    const window = windowPattern.test(context.value) ? parseWindow(context.value) : undefined;
    if (window !== undefined && 'problem' in window) {
      context.issues.push({ code: 'custom', message: window.problem, input: context.value });
    }
  });

const dataSource = (means: string) =>
  key(
    z.strictObject({
      file: textKey(filePathProblem, {
        expected: 'the path of a file',
        means: 'A file of the repository; its id is the digest of its content.',
        example: 'data/train.csv',
      }).optional(),
      dvc: textKey(filePathProblem, {
        expected: 'the path of a .dvc file, of what it tracks, or dvc.yaml: and a stage',
        means: 'Data that DVC tracks; its id is what the .dvc file or dvc.lock says.',
        example: 'data/train.csv.dvc',
      }).optional(),
      lfs: textKey(filePathProblem, {
        expected: 'the path of a file',
        means: 'A file in Git LFS; its id is the one in its pointer.',
        example: 'data/train.parquet',
      }).optional(),
      lakefs: textKey(lineProblem, {
        expected: 'a folder that `lakectl local` cloned, or a lakefs:// address with a commit',
        means: 'Data in lakeFS; its id is the commit.',
        example: 'data/images',
      }).optional(),
      huggingface: textKey(lineProblem, {
        expected: 'a dataset and its revision, such as acme/tickets@<40 hex digits>',
        means: 'A dataset of Hugging Face; its id is the revision, where that is a commit.',
        example: 'acme/tickets@0123456789abcdef0123456789abcdef01234567',
      }).optional(),
      s3: textKey(lineProblem, {
        expected: 'an s3:// address',
        means: 'An object of S3; its id is address and `version`.',
        example: 's3://acme/train.parquet',
      }).optional(),
      version: textKey(lineProblem, {
        expected: "the object's version id",
        means: 'Version of the object that `s3` names.',
        example: '3sL4kqtJlcpXroDTDmJ',
      }).optional(),
      id_from: textKey(commandProblem, {
        expected: 'a shell command that prints an id in one line',
        means:
          'A command that prints what names the data, as the snapshot of a warehouse; asked once, for both sides of a change.',
        example: 'python warehouse.py --snapshot-id',
      }).optional(),
      window: key(windowSchema, {
        expected: 'a period such as 2025-01-01/2025-12-31',
        means: 'The period that the data spans, both days included.',
        example: '2025-01-01/2025-12-31',
      }).optional(),
    }),
    {
      expected:
        '{ file: path, window: from/to }, or one of dvc, lfs, lakefs, huggingface, s3, id_from in place of file',
      means,
      example: { file: 'data/train.csv', window: '2025-01-01/2025-12-31' },
    },
  );

const globs = (about: Parameters<typeof key>[1]) => key(z.array(checkedText(globProblem)), about);

const runbookProblem = (text: string) =>
  /^https?:\/\//.test(text) ? lineProblem(text) : (lineProblem(text) ?? filePathProblem(text));

export const modelSchema = key(
  z.strictObject({
    about: textKey(lineProblem, {
      expected: 'one line of text',
      means: 'What the model does, for people who read its reports.',
      example: 'Reads handwritten digits on return labels.',
    }).optional(),
    owner: textKey(lineProblem, {
      expected: 'a person or team such as "@acme/vision"',
      means: 'Who is asked when a merge is held.',
      example: '@acme/vision',
    }).optional(),
    runbook: textKey(runbookProblem, {
      expected: 'a path in the repository or an https address',
      means: 'What to do when a merge is held.',
      example: 'docs/runbooks/digits.md',
    }).optional(),
    paths: globs({
      expected: 'a list of globs such as ["models/digits/**"]',
      means:
        'Files that the model is made of, as globs from the repository’s root; a folder stands for all in it. A change of any of them is weighed.',
      default: defaultPaths,
      example: ['models/digits/**', 'shared/**'],
    }).optional(),
    ignore: globs({
      expected: 'a list of globs such as ["**/*.md"]',
      means: 'Files among `paths` that the model is not made of. A list here replaces the default.',
      default: defaultIgnore,
      example: ['**/*.md'],
    }).optional(),
    setup: textKey(commandProblem, {
      expected: 'a shell command',
      means: 'Runs once in each worktree before the evaluation.',
      example: 'uv sync --frozen',
    }).optional(),
    params: globs({
      expected: 'a list of files such as [params.yaml]',
      means: 'Parameter files, whose changes are shown key by key.',
      default: [],
      example: ['params.yaml'],
    }).optional(),
    prompts: globs({
      expected: 'a list of globs such as ["prompts/*.md"]',
      means: 'Prompts the model is made of.',
      default: [],
      example: ['prompts/*.md'],
    }).optional(),
    data: key(
      z.strictObject({
        train: dataSource('What the model is trained on; part of the model.').optional(),
        eval: dataSource('What the model is evaluated on; no part of the model.').optional(),
      }),
      { expected: 'a map with `train` and `eval`', means: 'The data, and the periods it spans.' },
    ).optional(),
    image: imageSchema.optional(),
    train: trainSchema.optional(),
    eval: suiteSchema.optional(),
    evals: key(z.record(z.string(), suiteSchema), {
      json: machineNames,
      expected: 'a map of suites by name',
      means: 'Several suites, in place of `eval`.',
      example: {
        smoke: {
          run: 'python smoke.py',
          examples: 'data/smoke.jsonl',
          metrics: { ok: { better: 'higher' } },
        },
      },
    }).optional(),
    gate: gateSchema.optional(),
  }),
  { expected: 'a map with `eval`', means: 'One model, by its name.' },
).register(planned, { keys: ['weights', 'valid_for', 'registry'] });

export type ModelInput = z.infer<typeof modelSchema>;
export type SuiteInput = z.infer<typeof suiteSchema>;
