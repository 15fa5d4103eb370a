import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowTail } from './index.ts';

test('returns rows as their lines are completed and passes over what is none', () => {
  const tail = new RowTail();
  expect(tail.feed(Buffer.from('{"id": "a", "metrics": {"__proto__": 1}}\n{"id": "b"'))).toEqual([
    { id: 'a', repeat: 0, metrics: new Map([['__proto__', 1]]), error: null },
  ]);
  expect(tail.feed(Buffer.from(', "repeat": 2, "metrics": {}, "error": "x"}\nnonsense\n{}\n'))).toEqual([
    { id: 'b', repeat: 2, metrics: new Map(), error: 'x' },
  ]);
  expect(tail.feed(Buffer.alloc(0))).toEqual([]);
});

test('passes over a line without end in bounded memory', () => {
  const tail = new RowTail();
  const spaces = Buffer.alloc(1 << 20, 32);
  for (let megabytes = 0; megabytes < 200; megabytes++) tail.feed(spaces);
  expect(tail.feed(Buffer.from('\n{"id": "a", "metrics": {}}\n'))).toHaveLength(1);
});

test('never throws', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (chunks) => {
      const tail = new RowTail();
      for (const chunk of chunks) tail.feed(chunk);
    }),
  );
});
