import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { Failure } from '@weighbridge/contract';
import {
  fileSource,
  type ResultColumns,
  readResults,
  readRows,
  withoutTexts,
  writeRows,
} from '@weighbridge/results';
import { rowReading } from './baseline-columns.ts';
import type { EvaluateOptions } from './evaluate-suite.ts';

/** A suite's rows as they stand in the state folder, and as columns. */
export interface CollectedRows {
  /** `results.<suite>.jsonl`. */
  readonly name: string;
  readonly path: string;
  /** Of the file's bytes. */
  readonly digest: string;
  readonly bytes: number;
  readonly columns: ResultColumns;
}

/** Ids that are named in a refusal. */
const maxNamed = 5;

/**
 * Takes over the rows that a command wrote: checked, each with the key of its example, and without texts unless the
 * policy keeps them.
 *
 * @throws Failure `rows` with every mistake, and where a row is of an example that was not asked for
 */
export async function collectRows(options: EvaluateOptions, written: string): Promise<CollectedRows> {
  const { root, suite, draw, folder, keepTexts } = options;
  // Messages name the file as seen from the repository: they stand in reports, which say the same on every machine.
  const shown = relative(root, written);
  const source = fileSource(written, shown);
  const format = suite.results === undefined ? {} : { format: suite.results.format };
  const reading = { ...rowReading(suite), ...format, keepTexts };
  const columns = await readResults([source], reading);
  assertAsked(columns, [...draw.planned, ...draw.beside], shown);
  const name = `results.${suite.name}.jsonl`;
  const path = folder.file(name);
  const rows = async function* () {
    for await (const row of readRows(source, reading)) {
      const example = draw.examples.keys.get(row.id);
      yield { ...(keepTexts ? row : withoutTexts(row)), ...(example === undefined ? {} : { example }) };
    }
  };
  const { digest } = await writeRows(path, rows(), { gzip: false });
  const exampleKeys = columns.ids.map((id) => draw.examples.keys.get(id));
  return { name, path, digest, bytes: (await stat(path)).size, columns: { ...columns, exampleKeys } };
}

function assertAsked(columns: ResultColumns, asked: readonly string[], written: string): void {
  const known = new Set(asked);
  const strangers = columns.ids.filter((id) => !known.has(id));
  if (strangers.length === 0) return;
  const named = strangers
    .slice(0, maxNamed)
    .map((id) => JSON.stringify(id))
    .join(', ');
  const more = strangers.length > maxNamed ? ` and ${strangers.length - maxNamed} more` : '';
  throw new Failure(
    'rows',
    `rows of examples that were not asked for: ${named}${more}; evaluate what the file named by WEIGHBRIDGE_EXAMPLES holds, and only that`,
    { where: { file: written } },
  );
}
