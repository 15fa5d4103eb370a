import { z } from 'zod';
import { filePathProblem } from './repository-path.ts';
import { lineProblem } from './text.ts';
import { textKey } from './vocabulary.ts';

export const judgeSchema = z.strictObject({
  model: textKey(lineProblem, {
    expected: 'the name of a model',
    means: 'Name of the judging model; another name is another harness.',
    example: 'gpt-9-mini',
  }),
  prompt: textKey(filePathProblem, {
    expected: 'the path of a file',
    means: "The judge's prompt; belongs to the harness.",
    example: 'prompts/judge.md',
  }).optional(),
});
