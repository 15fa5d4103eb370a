import { z } from 'zod';
import { gateSchema } from './gate-schema.ts';
import { modelSchema } from './model-schema.ts';
import { relaxed } from './relaxed.ts';
import { globProblem } from './repository-path.ts';
import { checkedText, key, machineNames, textKey } from './vocabulary.ts';

const maxStoredRuns = 10_000;

export const version = key(z.literal(1), {
  expected: '1',
  means: 'Version of this format.',
  example: 1,
});

/** A ref is a path below refs/ that git accepts (`git check-ref-format`). */
function refPrefixProblem(text: string): string | undefined {
  const parts = text.split('/');
  const well = parts.every(
    (part) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part) && !/\.\.|\.lock$|\.$/.test(part),
  );
  return well && parts[0] === 'refs' && parts.length >= 2 && text.length <= 200
    ? undefined
    : 'expected a ref such as refs/weighbridge';
}

export const storeSchema = key(
  z.strictObject({
    prefix: textKey(refPrefixProblem, {
      expected: 'a ref such as refs/weighbridge',
      means: 'Below which git ref runs of main are stored.',
      default: 'refs/weighbridge',
      example: 'refs/weighbridge',
    }).optional(),
    keep: key(z.int().min(1).max(maxStoredRuns), {
      expected: `a whole number from 1 to ${maxStoredRuns.toLocaleString('en')}`,
      means: 'How many runs of a model are kept.',
      default: 50,
      example: 50,
    }).optional(),
    rows: key(z.enum(['ids', 'full']), {
      expected: '`ids` or `full`',
      means:
        '`ids` stores rows without labels and predictions; `full` keeps them, so that reports can show them.',
      default: 'ids',
      example: 'ids',
    }).optional(),
  }),
  { expected: 'a map', means: 'Where runs of main are kept.' },
);

const defaultsSchema = key(relaxed(modelSchema), {
  expected: 'a map of keys of a model',
  means:
    'Keys of a model, merged under each of them: maps key by key, lists are replaced. `defaults.eval` lies under `eval` and under each of `evals`.',
  example: { owner: '@acme/vision' },
});

const modelsSchema = key(z.record(z.string(), relaxed(modelSchema)), {
  json: machineNames,
  expected: 'a map of models by name',
  means: 'The models of the repository, by name (lower-case letters, digits, `-` and `_`).',
});

/** weighbridge.yml, before defaults are merged: what is missing in a model may come from `defaults`. */
export const fileSchema = key(
  z.strictObject({
    version,
    include: key(z.array(checkedText(globProblem)), {
      expected: 'a list of globs such as ["models/*/weighbridge.yml"]',
      means:
        'Files that hold more `models`. Their paths and commands are relative to the repository’s root too.',
      default: [],
      example: ['models/*/weighbridge.yml'],
    }).optional(),
    defaults: defaultsSchema.optional(),
    models: modelsSchema.optional(),
    gate: gateSchema.optional(),
    store: storeSchema.optional(),
  }),
  {
    expected: 'a map with `version` and `models`',
    means: 'What Weighbridge weighs, and what holds a merge.',
  },
);

/** A file that weighbridge.yml includes. */
export const includedFileSchema = key(
  z.strictObject({ version: version.optional(), models: modelsSchema.optional() }),
  { expected: 'a map with `models`', means: 'More models.' },
);

/** Keys that only weighbridge.yml itself holds. */
export const rootOnlyKeys: readonly string[] = ['include', 'defaults', 'gate', 'store'];
