import { z } from 'zod';
import { durationSchema, durationWords } from './duration-schema.ts';
import { filePathProblem } from './repository-path.ts';
import { commandProblem, variableProblem } from './text.ts';
import { checkedText, key, planned, textKey } from './vocabulary.ts';
import { whenPattern, whenProblem } from './when.ts';

const maxSeed = 2 ** 31 - 1;

/** A folder may be named with a slash at its end. */
const outputProblem = (text: string): string | undefined => filePathProblem(text.replace(/\/$/, ''));

export const trainSchema = key(
  z.strictObject({
    run: textKey(commandProblem, {
      expected: 'a shell command',
      means:
        'Trains. It writes what it has learnt into the folder in WEIGHBRIDGE_MODEL_DIR, or to `outputs`, and draws its random numbers from WEIGHBRIDGE_SEED.',
      example: 'python train.py',
    }),
    outputs: key(z.array(checkedText(outputProblem)).min(1), {
      expected: 'a list of files and folders such as [model/]',
      means:
        'What training writes in the repository, when not into WEIGHBRIDGE_MODEL_DIR; git does not hold it.',
      defaultWords: 'what stands in WEIGHBRIDGE_MODEL_DIR',
      example: ['model/'],
    }).optional(),
    seed: key(z.int().min(0).max(maxSeed), {
      expected: `a whole number from 0 to ${maxSeed}`,
      means: 'Handed to training and evaluation as WEIGHBRIDGE_SEED; part of the model.',
      default: 0,
      example: 7,
    }).optional(),
    when: textKey(whenProblem, {
      expected: '`pr`, `main`, `schedule`, `never`, or `label:` and a label',
      means:
        'When CI trains, as for a suite. A change of what the model is made of that is not trained is `stale-weights`, never a pass.',
      json: { pattern: whenPattern.source },
      default: 'pr',
      example: 'main',
    }).optional(),
    timeout: key(durationSchema, {
      expected: durationWords,
      means: 'After it the command and all it started are ended.',
      default: '2h',
      example: '8h',
    }).optional(),
    env: key(z.array(checkedText(variableProblem)), {
      expected: 'a list of names such as [HF_TOKEN]',
      means: 'Variables that are handed to the command by name; their values are masked in its output.',
      default: [],
      example: ['HF_TOKEN'],
    }).optional(),
  }),
  {
    expected: 'a map with `run`',
    means:
      'How the model is trained, before it is evaluated. Without it the evaluation works with what the repository holds.',
    example: { run: 'python train.py', seed: 7 },
  },
).register(planned, { keys: ['store', 'gpus', 'network'] });
