import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ExitCode, type Verdict, type VerdictSet, worstExitCode } from '@weighbridge/contract';
import { writeFileAtomic } from '@weighbridge/process';
import { renderMarkdown } from '@weighbridge/report';
import { verdictSet } from '@weighbridge/verdict';
import type { Call } from './call.ts';
import { jsonText } from './evidence-files.ts';
import { modelFolders, stateFolder, stateRoot } from './state-folder.ts';

/** Verdicts with where their report stands. */
export interface Weighed {
  readonly verdicts: readonly Verdict[];
  readonly exitCode: ExitCode;
  /** Path of the report over all models, in Markdown, where it was written. */
  readonly report: string | undefined;
}

/** Writes verdict.json and report.md of each model, and the report over all of them. */
export async function writeVerdicts(
  call: Call,
  root: string,
  verdicts: readonly Verdict[],
): Promise<Weighed> {
  for (const verdict of verdicts) {
    const folder = await stateFolder(root, verdict.model);
    await writeFileAtomic(folder.file('verdict.json'), jsonText(verdict));
    await writeFileAtomic(folder.file('report.md'), renderMarkdown([verdict], { version: call.version }));
  }
  const report = join(stateRoot(root), 'report.md');
  await writeFileAtomic(report, renderMarkdown(verdicts, { version: call.version }));
  return weighed(verdicts, report);
}

/** Takes away what earlier weighings of these models said; of all of them where none is named. */
export async function forgetVerdicts(root: string, models: readonly string[]): Promise<void> {
  const top = stateRoot(root);
  const written = await modelFolders(root, 'verdict.json');
  const folders = written.filter((folder) => models.length === 0 || models.includes(basename(folder)));
  const files = folders.flatMap((folder) => [join(folder, 'verdict.json'), join(folder, 'report.md')]);
  for (const file of [...files, join(top, 'report.md')]) await rm(file, { force: true });
}

export function weighed(verdicts: readonly Verdict[], report?: string): Weighed {
  return {
    verdicts,
    exitCode: worstExitCode(verdicts.map((verdict) => verdict.exitCode as ExitCode)),
    report,
  };
}

/** Writes a document as `--out` holds it: whole or not at all. */
export function writeJson(path: string, document: unknown): Promise<void> {
  return writeFileAtomic(path, jsonText(document));
}

/** One model's verdict as it is, several as a set: what `--json` and `--out` hold. */
export function verdictDocument(verdicts: readonly Verdict[]): Verdict | VerdictSet {
  const [only, ...more] = verdicts;
  return only !== undefined && more.length === 0 ? only : verdictSet(verdicts);
}
