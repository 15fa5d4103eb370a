import { maxLineBytes } from '@weighbridge/contract';
import { LineSplitter } from './line-splitter.ts';
import { readRowLine } from './row-line.ts';
import { RowScanner } from './row-scanner.ts';
import type { RowSource } from './row-source.ts';
import type { RowTable } from './row-table.ts';
import { sourceBytes } from './source-bytes.ts';

/** Reads one results.jsonl into the table; what is wrong with it goes to the table's problems. */
export async function readJsonl(source: RowSource, table: RowTable): Promise<void> {
  const scanner = new RowScanner(table);
  const lines = new LineSplitter(
    {
      fast(bytes, start, line) {
        const next = scanner.scan(bytes, start);
        if (next !== -1 && next - start <= maxLineBytes) table.commit(line);
        return next;
      },
      line(bytes, line, cut) {
        const checked = readRowLine(bytes, cut);
        if (checked === undefined) return;
        if (checked.ok) table.add(checked.row, line);
        else for (const mistake of checked.mistakes) table.problems.add(source.name, line, mistake);
      },
      tooLong(line) {
        table.problems.add(source.name, line, tooLongLine);
      },
    },
    maxLineBytes,
  );
  for await (const chunk of sourceBytes(source)) lines.feed(chunk);
  lines.end();
}

export const tooLongLine = `the line is longer than ${maxLineBytes / 2 ** 20} MiB`;
