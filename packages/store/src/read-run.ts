import { Failure, type SuiteEvidence } from '@weighbridge/contract';
import { DamagedRun } from './damaged-run.ts';
import { maxDocumentBytes, maxManifestBytes } from './limits.ts';
import { provedBytes, proveRows } from './row-bytes.ts';
import { entriesFault, filesFault, type RunContent } from './run-content.ts';
import { parseRunDocuments, RunFault } from './run-documents.ts';
import { type RunRef, runPath } from './run-ref.ts';
import type { ReadOptions, StoredRun, StoredTrust } from './run-store.ts';

/** How a run is read: what is accepted, and how a person would delete it. */
export interface ReadSettings {
  readonly trust: readonly StoredTrust[];
  readonly remedy: string;
  readonly options: ReadOptions | undefined;
}

/**
 * A stored run from its files, which may be anybody's: names and sizes are looked at before a byte is read, and nothing
 * is handed out that does not agree with the run's name and with its digests. Throws a DamagedRun.
 */
export async function readRun(ref: RunRef, content: RunContent, settings: ReadSettings): Promise<StoredRun> {
  const damaged = (error: unknown): unknown =>
    error instanceof RunFault ? new DamagedRun(ref, error.message, settings.remedy, { cause: error }) : error;
  try {
    return await checkedRun(ref, content, settings, damaged);
  } catch (error) {
    throw damaged(error);
  }
}

async function checkedRun(
  ref: RunRef,
  content: RunContent,
  { trust, options }: ReadSettings,
  damaged: (error: unknown) => unknown,
): Promise<StoredRun> {
  const fault = entriesFault(content.entries);
  if (fault !== undefined) throw new RunFault(fault);
  const hasVerdict = content.entries.some(({ path }) => path === 'verdict.json');
  const documents = parseRunDocuments(
    {
      evidence: await content.read('evidence.json', maxDocumentBytes),
      manifest: await content.read('manifest.json', maxManifestBytes),
      verdict: hasVerdict ? await content.read('verdict.json', maxDocumentBytes) : undefined,
    },
    trust,
  );
  const { evidence } = documents;
  const name = `${ref.model}/${ref.modelKey}/${ref.commit}-${ref.run}-${ref.attempt}`;
  if (runPath(evidence) !== name) throw new RunFault(`its evidence is that of ${runPath(evidence)}`);
  const files = filesFault(
    content.entries,
    evidence.suites.flatMap((suite) => suite.files),
  );
  if (files !== undefined) throw new RunFault(files);
  const proofs = new Map<string, Promise<void>>();
  const prove = (suite: SuiteEvidence): Promise<void> => {
    const proof = proofs.get(suite.name) ?? proveRows(content.open, suite);
    proofs.set(suite.name, proof);
    return proof;
  };
  if (options?.rows !== 'later') for (const suite of evidence.suites) await prove(suite);
  return {
    ref,
    ...documents,
    at: new Date(evidence.createdAt),
    async *rows(suiteName) {
      const suite = evidence.suites.find((other) => other.name === suiteName);
      if (suite === undefined)
        throw new Failure('usage', `the stored run ${ref.name} has no suite \`${suiteName}\``);
      try {
        await prove(suite);
        yield* provedBytes(content.open, suite.files);
      } catch (error) {
        throw damaged(error);
      }
    },
  };
}
