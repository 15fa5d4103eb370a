import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, type Verdict } from '@weighbridge/contract';
import { proveRows } from './row-bytes.ts';
import { type ContentEntry, entriesFault, filesFault } from './run-content.ts';
import { parseRunDocuments, RunFault } from './run-documents.ts';
import { parseRunPath, runPath } from './run-ref.ts';
import type { NewRun, StoredTrust } from './run-store.ts';

/** A file of a run that is about to be stored. */
export interface RunFile {
  readonly path: string;
  readonly data: Uint8Array | (() => AsyncIterable<Uint8Array>);
}

/**
 * The files of a new run, after the same checks that reading makes: what could not be read again is not stored.
 * Throws a Failure.
 */
export async function newRunFiles(run: NewRun, trust: readonly StoredTrust[]): Promise<readonly RunFile[]> {
  const { evidence, manifest } = run;
  const documents = {
    evidence: documentBytes(evidence),
    manifest: typeof manifest === 'string' ? Buffer.from(manifest) : documentBytes(manifest),
    verdict: run.verdict === undefined ? undefined : documentBytes<Verdict>(run.verdict),
  };
  const named = evidence.suites.flatMap((suite) => suite.files);
  const open = (path: string): AsyncIterable<Uint8Array> => createReadStream(join(run.files, path));
  try {
    if (parseRunPath(runPath(evidence)) === undefined)
      throw new RunFault('its model, run id or attempt cannot be part of a name');
    parseRunDocuments(documents, trust);
    const rows = await Promise.all(named.map(({ path }) => rowsEntry(run.files, path)));
    const texts = Object.entries(documents).flatMap(([name, bytes]): readonly ContentEntry[] =>
      bytes === undefined ? [] : [{ path: `${name}.json`, kind: 'file', bytes: bytes.length }],
    );
    const fault = entriesFault([...texts, ...rows]) ?? filesFault(rows, named);
    if (fault !== undefined) throw new RunFault(fault);
    for (const suite of evidence.suites) await proveRows(open, suite);
  } catch (cause) {
    if (!(cause instanceof RunFault)) throw cause;
    throw new Failure('rows', `the run ${runPath(evidence)} is not stored: ${cause.message}`, { cause });
  }
  return [
    { path: 'evidence.json', data: documents.evidence },
    { path: 'manifest.json', data: documents.manifest },
    ...(documents.verdict === undefined ? [] : [{ path: 'verdict.json', data: documents.verdict }]),
    ...named.map(({ path }) => ({ path, data: () => open(path) })),
  ];
}

async function rowsEntry(folder: string, path: string): Promise<ContentEntry> {
  const stat = await lstat(join(folder, path)).catch(() => undefined);
  if (stat === undefined) throw new RunFault(`${path} is missing in ${folder}`);
  return { path, kind: stat.isFile() ? 'file' : 'special file', bytes: stat.size };
}

/** A document as people read it; equal values written by one version are equal bytes. */
export function documentBytes<T>(value: T): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
