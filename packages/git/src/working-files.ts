import { createHash } from 'node:crypto';
import { lstatSync, readlinkSync } from 'node:fs';
import { Failure, type KeyFile } from '@weighbridge/contract';
import type { Git } from './git.ts';
import { byPath, pathText, quotePath, splitNul } from './path-name.ts';
import { parseStatus, type StatusEntry } from './status.ts';

export interface WorkingFiles {
  readonly files: readonly KeyFile[];
  /** Whether anything differs from HEAD: staged, changed, deleted, or new and not ignored. */
  readonly dirty: boolean;
  /** What differs, in git's order. */
  readonly changes: readonly { readonly path: string; readonly tracked: boolean }[];
}

/** Files under it that are not tracked are our own output, whether or not .gitignore names it. */
const ownFolder = '.weighbridge/';

/**
 * What is in the working tree: tracked files and those that are neither tracked nor ignored, each with the object id
 * that its content would have in a commit. Only changed and new files are read; the others are known from the index.
 */
export async function workingFiles(git: Git): Promise<WorkingFiles> {
  const [index, status] = await Promise.all([
    git.out({ args: ['ls-files', '--stage', '-z'] }),
    git.out({
      args: [
        'status',
        '--porcelain=v2',
        '-z',
        '--untracked-files=all',
        '--no-renames',
        '--ignored=no',
        '--ignore-submodules=untracked',
      ],
    }),
  ]);
  const entries = parseStatus(splitNul(status)).filter(
    ({ tracked, path }) => tracked || !pathText(path).startsWith(ownFolder),
  );
  const changed = entries.filter(({ inWorkTree }) => inWorkTree);
  const files = new Map<string, KeyFile>();
  for (const entry of splitNul(index)) addIndexFile(files, entry);
  for (const { path } of changed) files.delete(pathText(path));
  for (const file of await currentFiles(git, changed)) files.set(file.path, file);
  return {
    files: [...files.values()].sort(byPath),
    dirty: entries.length > 0,
    changes: entries.map(({ path, tracked }) => ({ path: pathText(path), tracked })),
  };
}

/** `<mode> <oid> <stage>\t<path>` */
function addIndexFile(files: Map<string, KeyFile>, entry: Uint8Array): void {
  const tab = entry.indexOf(0x09);
  const [mode = '', oid = ''] = Buffer.from(entry.subarray(0, tab)).toString('latin1').split(' ');
  const path = pathText(entry.subarray(tab + 1));
  files.set(path, { path, oid, executable: mode === '100755' });
}

async function currentFiles(git: Git, changed: readonly StatusEntry[]): Promise<readonly KeyFile[]> {
  if (changed.length === 0) return [];
  const format = await git.text({ args: ['rev-parse', '--show-object-format'] });
  const modes = await git.text({
    args: ['config', '--type=bool', '--default=true', '--get', 'core.fileMode'],
  });
  const files: KeyFile[] = [];
  const regular: { readonly bytes: Uint8Array; readonly executable: boolean }[] = [];
  for (const { path, mode } of changed) {
    const bytes = path.at(-1) === 0x2f ? path.subarray(0, -1) : path;
    const full = Buffer.concat([Buffer.from(`${git.cwd}/`), bytes]);
    // Synchronous: twenty thousand new files take a tenth of the time that as many promises take.
    const stat = lstatSync(full, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    const add = (oid: string): number => files.push({ path: pathText(bytes), oid, executable: false });
    if (stat.isSymbolicLink()) add(blobId(format, readlinkSync(full, { encoding: 'buffer' })));
    else if (stat.isDirectory()) (await submoduleCommit(git, full.toString())).forEach(add);
    else if (stat.isFile()) {
      const tracked = mode !== undefined && mode !== '120000' && mode !== '160000';
      regular.push({
        bytes,
        executable: tracked ? mode === '100755' : modes === 'true' && (stat.mode & 0o100) !== 0,
      });
    }
  }
  const oids = await hashFiles(
    git,
    regular.map(({ bytes }) => bytes),
  );
  return [
    ...files,
    ...regular.map(({ bytes, executable }, index) => ({
      path: pathText(bytes),
      oid: oids[index] ?? '',
      executable,
    })),
  ];
}

/** Through git, so that line endings, LFS and other filters count as they would in a commit. */
async function hashFiles(git: Git, paths: readonly Uint8Array[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const call = {
    args: ['hash-object', '--stdin-paths'],
    input: Buffer.from(`${paths.map(quotePath).join('\n')}\n`),
  };
  const { code, stdout, stderr } = await git.run(call);
  const oids = stdout.toString('latin1').trim().split('\n');
  if (code === 0 && oids.length === paths.length) return oids;
  const at = paths[code === 0 ? 0 : oids.filter((oid) => oid !== '').length];
  const name = at === undefined ? 'a file' : pathText(at);
  throw new Failure(
    'usage',
    `${name} could not be read while the working tree was looked at; if it changed meanwhile, run it again. git said: ${stderr.trim()}`,
  );
}

function blobId(format: string, data: Uint8Array): string {
  return createHash(format === 'sha256' ? 'sha256' : 'sha1')
    .update(`blob ${data.length}\0`)
    .update(data)
    .digest('hex');
}

/** The commit that a submodule, or a repository inside the working tree, is at; nothing if it has none yet. */
async function submoduleCommit(git: Git, path: string): Promise<readonly string[]> {
  // A folder that took a file's place is no repository; git would answer with the one around it.
  if (lstatSync(`${path}/.git`, { throwIfNoEntry: false }) === undefined) return [];
  const { code, stdout } = await git.run({ args: ['rev-parse', '--verify', '--quiet', 'HEAD'], cwd: path });
  return code === 0 ? [stdout.toString('utf8').trim()] : [];
}
