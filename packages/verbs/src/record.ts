import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Evidence,
  Failure,
  parseEvidence,
  parseVerdict,
  sha256Hex,
  type Verdict,
} from '@weighbridge/contract';
import { fileSource, readRows, writeRowFiles } from '@weighbridge/results';
import type { RunStore } from '@weighbridge/store';
import type { Call } from './call.ts';
import { alone } from './model-lock.ts';
import { provenRows } from './model-run-files.ts';
import { openSession, type SessionOptions } from './session.ts';
import { modelFolders, readState, type StateFolder, stateFolder, stateRoot } from './state-folder.ts';

export interface RecordOutcome {
  readonly recorded: readonly StoredModel[];
}

export interface StoredModel {
  readonly model: string;
  /** Name of the stored run. */
  readonly run: string;
  /** False: it was there already, byte for byte. */
  readonly created: boolean;
}

/**
 * Stores the evidence and rows that `eval --full` left in the state folder as runs of main. Runs nothing of the
 * repository; recording the same run again changes nothing.
 */
export async function record(call: Call, options: SessionOptions): Promise<RecordOutcome> {
  const session = await openSession(call, { ...options, kind: 'main' });
  const { root } = session.change.repository;
  const written = (await modelFolders(root, 'evidence.json')).map((folder) => basename(folder));
  const models = options.models.length > 0 ? options.models : written;
  if (models.length === 0)
    throw new Failure('usage', `there is nothing to record in ${stateRoot(root)}; run \`eval --full\` first`);
  const recorded: StoredModel[] = [];
  for (const model of models) {
    const folder = await stateFolder(root, model);
    recorded.push(await alone(root, model, () => recordModel(call, session.store, folder, session.keep)));
  }
  return { recorded };
}

/** Stores one model's run and prunes the oldest beyond `keep`. */
export async function recordModel(
  call: Call,
  store: RunStore,
  folder: StateFolder,
  keep: number,
): Promise<StoredModel> {
  const evidence = parseEvidence(await readState(folder, 'evidence.json'), folder.file('evidence.json'));
  assertRecordable(evidence, folder);
  const manifestText = await readState(folder, 'manifest.json');
  if (`sha256:${sha256Hex(manifestText)}` !== evidence.manifest) {
    throw new Failure('rows', 'this manifest is not the one that evidence.json names', {
      where: { file: folder.file('manifest.json') },
    });
  }
  call.reporter.step(`${evidence.model}: storing the run of ${evidence.commit.slice(0, 7)}`);
  const suites = [];
  for (const suite of evidence.suites) {
    const { path } = await provenRows(folder, suite);
    const base = suite.name === 'eval' ? 'rows' : `rows.${suite.name}`;
    const written = await writeRowFiles(folder.file('store'), base, readRows(fileSource(path)));
    suites.push({ ...suite, digest: written.digest, files: [...written.files] });
  }
  const { ref, created } = await store.write({
    evidence: { ...evidence, suites },
    manifest: manifestText,
    verdict: await ownVerdict(folder, evidence),
    files: folder.file('store'),
  });
  const pruned = await store.prune(evidence.model, keep, () => false);
  if (pruned.length > 0)
    call.reporter.line(
      `${pruned.length === 1 ? '1 older run is' : `${pruned.length} older runs are`} gone: the store keeps ${keep}`,
    );
  return { model: evidence.model, run: ref.name, created };
}

/** The verdict on this very run, where it was judged as main's; one left by another weighing is none of it. */
async function ownVerdict(folder: StateFolder, evidence: Evidence): Promise<Verdict | undefined> {
  const path = folder.file('verdict.json');
  if (!existsSync(path)) return undefined;
  const verdict = parseVerdict(await readFile(path, 'utf8'), path);
  const whole = verdict.kind === 'main' || verdict.kind === 'schedule';
  return whole && verdict.candidate.commit === evidence.commit ? verdict : undefined;
}

function assertRecordable(evidence: Evidence, folder: StateFolder): void {
  const where = { where: { file: folder.file('evidence.json') } };
  if (evidence.trust !== 'main' && evidence.trust !== 'local') {
    throw new Failure(
      'usage',
      `a run with trust \`${evidence.trust}\` is not one of main's and is never stored`,
      where,
    );
  }
  if (evidence.dirty) {
    throw new Failure(
      'usage',
      'these results are of a working tree with changes that no commit holds; commit, then run `eval --full`',
      where,
    );
  }
  const partial = evidence.suites.filter((suite) => !suite.full).map((suite) => suite.name);
  if (partial.length > 0) {
    throw new Failure(
      'usage',
      `only part of ${partial.join(', ')} was evaluated; run \`eval --full\``,
      where,
    );
  }
}
