import { z } from 'zod';
import { filePathProblem } from './repository-path.ts';
import { key, textKey } from './vocabulary.ts';

export const resultsSchema = z.strictObject({
  path: textKey(filePathProblem, {
    expected: 'the path of a file',
    means: 'The file that the command writes.',
    example: 'out/preds.csv',
  }),
  format: key(z.enum(['jsonl', 'csv']), {
    expected: '`jsonl` or `csv`',
    means: 'How that file is to be read.',
    defaultWords: "what the file's name ends in",
    example: 'csv',
  }).optional(),
});
