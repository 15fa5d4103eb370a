import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleKey } from '@weighbridge/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readExamples } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weighbridge-examples-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('gives ids and content keys, and writes the chosen lines as they are', async () => {
  const path = await file(
    'e.jsonl',
    '\ufeff{"id": "é", "text":  "b"}\r\n\n{"text":"a","id":7}\n{"id": "last"}',
  );
  const examples = await readExamples(path);
  expect(examples.ids).toEqual(['é', '7', 'last']);
  expect(examples.keys.get('é')).toBe(exampleKey({ text: 'b', id: 'é' }));
  const target = join(folder, 'chosen.jsonl');
  await examples.write(target, ['last', 'é', '7']);
  expect(await readFile(target, 'utf8')).toBe(
    '{"id": "last"}\n{"id": "é", "text":  "b"}\r\n{"text":"a","id":7}\n',
  );
  expect((await readdir(folder)).sort()).toEqual(['chosen.jsonl', 'e.jsonl']);
});

test('keeps the header and quoted line breaks of a CSV', async () => {
  const path = await file('e.csv', 'name,question\r\na,"one\r\ntwo"\r\nb,"x, ""y"""\r\n');
  const examples = await readExamples(path, { id: 'name' });
  expect([...examples.keys]).toEqual([
    ['a', exampleKey({ name: 'a', question: 'one\r\ntwo' })],
    ['b', exampleKey({ name: 'b', question: 'x, "y"' })],
  ]);
  const target = join(folder, 'chosen.csv');
  await examples.write(target, ['b', 'a']);
  expect(await readFile(target, 'utf8')).toBe('name,question\r\nb,"x, ""y"""\r\na,"one\r\ntwo"\r\n');
  await examples.write(target, []);
  expect(await readFile(target, 'utf8')).toBe('name,question\r\n');
});

test('writes what it reads again with the same keys, whatever the lines hold and in any order', async () => {
  const suites = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), value: fc.jsonValue() }), {
    selector: ({ id }) => id,
  });
  await fc.assert(
    fc.asyncProperty(suites, async (records) => {
      const lines = records.map((record) => JSON.stringify(record));
      const examples = await readExamples(await file('e.jsonl', lines.join('\n')));
      const target = join(folder, 'again.jsonl');
      const reversed = [...examples.ids].reverse();
      await examples.write(target, reversed);
      const again = await readExamples(target);
      expect(again.ids).toEqual(reversed);
      expect(new Map(again.keys)).toEqual(new Map(examples.keys));
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['e.jsonl', '{"id": "a"}\n{"id": "a"}\n', '$:2: the id "a" stands in line 1 already'],
  ['e.jsonl', '{"id": 1}\n{"id": "1"}\n', '$:2: the id "1" stands in line 1 already'],
  ['e.jsonl', '{"name": "a"}\n', '$:1: the id field "id" is missing; this example has "name"'],
  ['e.jsonl', '{"id": null}\n', '$:1: the id field "id" must be text or a number'],
  ['e.jsonl', '{"id": ""}\n', '$:1: the id field "id" is empty'],
  ['e.jsonl', '[]\n', '$:1: expected an object'],
  ['e.jsonl', '\nid\n', '$:2: not JSON: expected one example a line'],
  ['e.jsonl', '{"id": "a"}\n{"id":', '$:2: the file ends in the middle of an example'],
  ['e.jsonl', '{"id": "a", "x": 1e999}\n', '$:1: the example holds a number that is too large'],
  ['e.csv', 'name\na\n', '$: line 1, the header: no column is named "id"'],
  ['e.csv', 'id,x\na\n', '$:2: 1 fields where the header has 2 columns'],
  ['e.csv', 'id,x\na,"1\n', '$:2: the file ends within the quotes'],
  ['e.txt', '', '$: examples are a .jsonl or .csv file'],
])('refuses %s %j', async (name, content, sentence) => {
  const path = await file(name, content);
  await expect(readExamples(path)).rejects.toThrow(sentence.replace('$', path));
});

test('says that a file is missing, under the name that people know', async () => {
  const reading = readExamples(join(folder, 'none.jsonl'), { name: 'data/eval.jsonl' });
  await expect(reading).rejects.toThrow('data/eval.jsonl: there is no such file');
});

test('refuses ids that the file does not have, and a file that changed', async () => {
  const path = await file('e.jsonl', '{"id": "a"}\n');
  const examples = await readExamples(path);
  await expect(examples.write(join(folder, 't'), ['b'])).rejects.toThrow('no example has the id "b"');
  await appendFile(path, '{"id": "b"}\n');
  await expect(examples.write(join(folder, 't'), ['a'])).rejects.toThrow('the file changed');
  expect(await readdir(folder)).toEqual(['e.jsonl']);
});
