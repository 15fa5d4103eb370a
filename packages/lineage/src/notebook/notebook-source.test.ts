import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notebookOid } from './notebook-oid.ts';
import { notebookSource } from './notebook-source.ts';

const textOf = (value: unknown) =>
  new TextDecoder().decode(
    notebookSource(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))),
  );

function notebook(cell: object = {}, rest: object = {}) {
  return {
    cells: [
      { cell_type: 'markdown', id: 'a1', metadata: {}, source: ['# Title\n', 'text'] },
      {
        cell_type: 'code',
        id: 'b2',
        execution_count: 3,
        metadata: {},
        outputs: [{ output_type: 'stream', text: ['1\n'] }],
        source: 'print(1)\n',
        ...cell,
      },
    ],
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python', version: '3.11.4' },
    },
    nbformat: 4,
    nbformat_minor: 5,
    ...rest,
  };
}

test('the source has one text, the same on every machine', () => {
  expect(textOf(notebook())).toBe(
    '{"cells":[{"metadata":{},"source":"# Title\\ntext","type":"markdown"},{"metadata":{},"source":"print(1)\\n","type":"code"}],"metadata":{"kernel":"python3","language":"python"},"nbformat":4}\n',
  );
});

describe('what running leaves behind does not count', () => {
  test.each<[string, object]>([
    ['outputs', notebook({ outputs: [] })],
    ['execution counts', notebook({ execution_count: null })],
    ['ids of cells', notebook({ id: 'zz' })],
    [
      'volatile metadata of a cell',
      notebook({ metadata: { ExecuteTime: { end_time: 'x' }, collapsed: true, execution: {} } }),
    ],
    ['lines or text', notebook({ source: ['print(1)', '\n'] })],
    [
      'the version that ran it',
      notebook(
        {},
        {
          metadata: {
            kernelspec: { name: 'python3', display_name: 'py' },
            language_info: { name: 'python', version: '3.12' },
            widgets: {},
          },
        },
      ),
    ],
    ['the minor version of the format', notebook({}, { nbformat_minor: 2 })],
  ])('%s', (_name, other) => {
    expect(textOf(other)).toBe(textOf(notebook()));
    expect(textOf(JSON.stringify(other, null, 1))).toBe(textOf(notebook()));
  });
});

describe('what somebody wrote counts', () => {
  test.each<[string, object]>([
    ['source', notebook({ source: 'print(2)\n' })],
    ['type', notebook({ cell_type: 'raw' })],
    ['tags, which papermill reads', notebook({ metadata: { tags: ['parameters'] } })],
    ['the kernel', notebook({}, { metadata: { kernelspec: { name: 'ir' } } })],
    ['order', { ...notebook(), cells: [...notebook().cells].reverse() }],
    ['attachments', notebook({ attachments: { 'a.png': { 'image/png': 'x' } } })],
  ])('%s', (_name, other) => {
    expect(textOf(other)).not.toBe(textOf(notebook()));
  });
});

test('nbformat 3 is read too', () => {
  const old = (outputs: unknown[], input = 'x = 1') => ({
    nbformat: 3,
    nbformat_minor: 0,
    metadata: { name: '' },
    worksheets: [
      {
        cells: [
          { cell_type: 'code', input, language: 'python', metadata: {}, outputs, prompt_number: 4 },
          { cell_type: 'heading', level: 2, source: 'h' },
        ],
      },
    ],
  });
  expect(textOf(old([]))).toBe(textOf(old([{ output_type: 'pyout' }])));
  expect(textOf(old([], 'x = 2'))).not.toBe(textOf(old([])));
  expect(textOf(old([]))).toContain('"source":"x = 1"');
});

test('what is no notebook stays as it is', () => {
  for (const text of [
    '',
    'x',
    '{}',
    '[]',
    'null',
    '{"nbformat":5}',
    '{"nbformat":4}',
    '{"nbformat":4,"cells":{}}',
    '{"nbformat":4,"cells":[3]}',
    '{"nbformat":4,"cells":[{"cell_type":"code","source":[1]}]}',
    '{"nbformat":3,"worksheets":[1]}',
    `{"nbformat":4,"cells":[{"cell_type":"code","source":"x","metadata":{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}}]}`,
  ]) {
    expect(textOf(text)).toBe(text);
  }
  fc.assert(fc.property(fc.uint8Array(), (bytes) => notebookSource(bytes) === bytes));
  fc.assert(fc.property(fc.jsonValue(), (cells) => void textOf({ nbformat: 4, cells, metadata: cells })));
});

test('a source is its own source', () => {
  const once = notebookSource(new TextEncoder().encode(JSON.stringify(notebook())));
  expect(notebookSource(once)).toEqual(once);
});

test('a notebook counts with one id, run or not; what is none, with git’s own', () => {
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const oid = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';
  expect(notebookOid(bytesOf(notebook()), oid)).toBe(notebookOid(bytesOf(notebook({ outputs: [] })), oid));
  expect(notebookOid(bytesOf(notebook()), oid)).not.toBe(
    notebookOid(bytesOf(notebook({ source: 'x' })), oid),
  );
  expect(notebookOid(new Uint8Array(), oid)).toBe(oid);
  expect(notebookOid(new Uint8Array(), 'a'.repeat(64))).toHaveLength(64);
});
