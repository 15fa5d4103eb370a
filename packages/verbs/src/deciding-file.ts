import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { Failure, type SuitePolicy } from '@weighbridge/contract';
import type { Change } from './change.ts';
import type { ModelPlan } from './model-plan.ts';
import type { StateFolder } from './state-folder.ts';

/** For which suite of which change a file is looked for. */
export interface FileSearch {
  readonly change: Change;
  readonly plan: ModelPlan;
  readonly suite: SuitePolicy;
  readonly folder: StateFolder;
  /** What the change does to the file is added here, in words. */
  readonly changes: string[];
}

/**
 * Path of a file of the suite as the deciding side has it: where the change edits it, or what a symbolic link leads to,
 * the base's bytes are laid into the state folder. A file that git does not hold (a DVC-tracked one, say) is taken from
 * the working tree.
 *
 * @throws Failure `config` where the file is on neither side
 */
export async function decidingFile(search: FileSearch, key: string, path: string): Promise<string> {
  const { change, plan, folder, changes } = search;
  const { base, repository } = change;
  const here = join(repository.root, path);
  const ofHead = headObject(change, path);
  const bytes =
    plan.policyFrom === 'base' && base !== undefined ? await differing(change, path, ofHead) : undefined;
  if (bytes === undefined) {
    assertFetched(search, key, path, here);
    return here;
  }
  changes.push(
    ofHead === undefined ? `${path} is removed; main's decides` : `${path} differs; main's decides`,
  );
  const name = path.replaceAll(/[^A-Za-z0-9.]+/g, '-').slice(-80);
  const copy = folder.file(`base-${name}${extname(path) === '' ? '.txt' : ''}`);
  await writeFile(copy, bytes);
  return copy;
}

/** Object id of what a path leads to in the working tree, symbolic links followed; undefined where git holds no such file. */
function headObject({ head, repository }: Change, path: string): string | undefined {
  const leadsTo = relative(realpathSync(repository.root), realPath(join(repository.root, path)));
  return head.files.find((file) => file.path === leadsTo)?.oid;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there: it leads nowhere else.
    return path;
  }
}

/** The base's bytes of a file that the change has otherwise; undefined where both have the same, or the base has none. */
async function differing(
  { base, repository }: Change,
  path: string,
  ofHead: string | undefined,
): Promise<Uint8Array | undefined> {
  const listed = base?.files.find((file) => file.path === path);
  if (base === undefined || (listed !== undefined && listed.oid === ofHead)) return undefined;
  const bytes = await repository.readFile(base.sha, path);
  return bytes === undefined || blobId(bytes, base.sha.length) === ofHead ? undefined : bytes;
}

/** Git's id of these bytes; ids of 64 digits are SHA-256. */
function blobId(bytes: Uint8Array, digits: number): string {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

const largeFilePointer = 'version https://git-lfs';

function assertFetched({ suite, plan }: FileSearch, key: string, path: string, here: string): void {
  const named = `\`${key}\` of ${plan.model.name}'s suite ${suite.name} names ${path}`;
  const where = suite.where && { where: suite.where };
  if (statSync(here, { throwIfNoEntry: false })?.isFile() !== true) {
    const missing = `${named}, and there is no such file; commit it, or fetch it first (\`dvc pull\`, a download step)`;
    throw new Failure('config', missing, where);
  }
  if (firstBytes(here, largeFilePointer.length) === largeFilePointer) {
    const pointer = `${named}, which is a Git LFS pointer here; fetch it first (\`git lfs pull\`, \`lfs: true\` in actions/checkout)`;
    throw new Failure('config', pointer, where);
  }
}

function firstBytes(path: string, count: number): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(count);
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}
