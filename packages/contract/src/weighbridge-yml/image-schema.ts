import { z } from 'zod';
import { filePathProblem, globProblem } from './repository-path.ts';
import { lineProblem } from './text.ts';
import { checkedText, key, planned, textKey } from './vocabulary.ts';

/** A folder may be named with a slash at its end, and the root as a dot. */
const folderProblem = (text: string): string | undefined =>
  text === '.' ? undefined : filePathProblem(text.replace(/\/$/, ''));

export const imageSchema = key(
  z.strictObject({
    context: textKey(folderProblem, {
      expected: 'a folder of the repository',
      means: "The build's context.",
      default: '.',
      example: 'models/digits',
    }).optional(),
    dockerfile: textKey(filePathProblem, {
      expected: 'the path of a file',
      means: 'The Dockerfile.',
      defaultWords: 'Dockerfile in the context',
      example: 'models/digits/Dockerfile',
    }).optional(),
    lock: textKey(filePathProblem, {
      expected: 'the path of a file',
      means: 'The lockfile of the packages that the image holds.',
      example: 'models/digits/uv.lock',
    }).optional(),
    inputs: key(z.array(checkedText(globProblem)).min(1), {
      expected: 'a list of globs such as [pyproject.toml, uv.lock]',
      means:
        'Only these files of the context key the image and reach its build; the code is mounted when commands run, so that a change of it builds nothing.',
      defaultWords: 'every file of the context that .dockerignore leaves in',
      example: ['pyproject.toml', 'uv.lock'],
    }).optional(),
    args: key(z.record(z.string(), z.string()), {
      expected: 'a map of build arguments, all of them text',
      means: 'Build arguments.',
      default: {},
      example: { PYTHON: '3.13' },
    }).optional(),
    target: textKey(lineProblem, {
      expected: 'the name of a stage',
      means: 'The stage that is built.',
      defaultWords: 'the last one',
      example: 'train',
    }).optional(),
    ref: textKey(lineProblem, {
      expected: 'an image with its digest, such as name@sha256:…',
      means: 'An image that was built elsewhere, in place of all the others.',
      example: 'registry.example/acme/base@sha256:…',
    }).optional(),
  }),
  {
    expected: 'a map with `context` and `dockerfile`, or with `ref`',
    means:
      'The image in which setup, training and evaluation run, with nothing of the environment but what `env` names. Without it they run on the host.',
    example: {
      context: 'models/digits',
      dockerfile: 'models/digits/Dockerfile',
      lock: 'models/digits/uv.lock',
    },
  },
).register(planned, { keys: ['repository', 'platforms', 'cache', 'pins'] });
