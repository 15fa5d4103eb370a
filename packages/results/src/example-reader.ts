import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { explainBadJson } from './bad-json.ts';
import { checkHeader } from './csv-columns.ts';
import { csvFields } from './csv-fields.ts';
import { CsvSplitter } from './csv-splitter.ts';
import type { ExampleIndex } from './example-index.ts';
import { maxExampleBytes } from './limits.ts';
import { LineSplitter } from './line-splitter.ts';
import { setOwn } from './own-property.ts';
import { unreadable } from './source-bytes.ts';

const readBytes = 1024 * 1024;
const byteOrderMarkBytes = 3;
const expected = 'expected one example a line, as a JSON object';
const tooLong = `the example is longer than ${maxExampleBytes / 2 ** 20} MiB`;

/** Fills the index from a JSONL or CSV file; mistakes go to the index's problems. `file` is what messages call it. */
export async function indexExamples(
  path: string,
  file: string,
  format: 'jsonl' | 'csv',
  idField: string,
  index: ExampleIndex,
): Promise<void> {
  const refuse = (line: number, mistake: string | undefined): void => {
    if (mistake !== undefined) index.problems.add(file, line, mistake);
  };
  const splitter =
    format === 'csv' ? csvSplitter(file, idField, index, refuse) : jsonlSplitter(index, refuse);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: readBytes })) splitter.feed(chunk);
  } catch (error) {
    throw unreadable(file, error);
  }
  splitter.end();
}

type Refuse = (line: number, mistake: string | undefined) => void;

function jsonlSplitter(index: ExampleIndex, refuse: Refuse): LineSplitter {
  const read = (bytes: Buffer, line: number, cut: boolean, offset: number): string | undefined => {
    const skipped = markBytes(bytes, line);
    if (!isUtf8(bytes)) return 'not valid UTF-8';
    const text = bytes.toString('utf8', skipped);
    if (text.trim() === '') return undefined;
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      return cut ? 'the file ends in the middle of an example' : explainBadJson(text, expected);
    }
    return index.add(record, line, offset + skipped, bytes.length - skipped);
  };
  return new LineSplitter(
    {
      line: (bytes, line, cut, offset) => refuse(line, read(bytes, line, cut, offset)),
      tooLong: (line) => refuse(line, tooLong),
    },
    maxExampleBytes,
  );
}

function csvSplitter(file: string, idField: string, index: ExampleIndex, refuse: Refuse): CsvSplitter {
  let header: readonly string[] | undefined;
  const read = (bytes: Buffer, line: number, open: boolean, offset: number): string | undefined => {
    if (bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13)) return undefined;
    if (open) return 'the file ends within the quotes of a field of this record';
    if (!isUtf8(bytes)) return 'not valid UTF-8';
    const skipped = markBytes(bytes, line);
    const fields = csvFields(bytes.toString('utf8', skipped));
    if (header === undefined) {
      header = checkHeader(file, line, fields, idField);
      // A copy: a view would keep its whole chunk alive.
      index.header = Buffer.from(bytes.subarray(skipped));
      return undefined;
    }
    if (fields === undefined) return 'text follows a closing quote';
    if (fields.length !== header.length) {
      return `${fields.length} fields where the header has ${header.length} columns`;
    }
    const example: Record<string, string> = {};
    for (let at = 0; at < header.length; at++) setOwn(example, header[at] ?? '', fields[at] ?? '');
    return index.add(example, line, offset, bytes.length);
  };
  return new CsvSplitter(
    {
      record: (bytes, line, open, offset) => refuse(line, read(bytes, line, open, offset)),
      tooLong: (line) => refuse(line, tooLong),
    },
    maxExampleBytes,
  );
}

/** Bytes of a UTF-8 byte order mark at the start of the file. */
function markBytes(bytes: Buffer, line: number): number {
  const marked = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? byteOrderMarkBytes : 0;
}
