import { z } from 'zod';
import { filePathProblem } from './repository-path.ts';
import { commandProblem } from './text.ts';
import { checkedText, key, textKey } from './vocabulary.ts';

const listOfExamples = key(
  z.strictObject({
    list: textKey(commandProblem, {
      expected: 'a shell command',
      means: 'A command that prints the examples, one JSON object a line.',
      example: 'python list_examples.py',
    }),
  }),
  { expected: '{ list: command }', means: 'Examples that a command prints.' },
);

export const examplesSchema = z.union([
  checkedText(
    (path) =>
      filePathProblem(path) ??
      (/\.(?:jsonl|csv)$/.test(path) ? undefined : 'expected a file that ends in .jsonl or .csv'),
  ),
  listOfExamples,
]);
