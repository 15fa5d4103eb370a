import { readFile as readBytes } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataSource, Failure, type KeyFile, type Policy } from '@weighbridge/contract';
import type { Repository } from '@weighbridge/git';
import { type DataId, type DataSpec, readDataId } from '@weighbridge/lineage';
import { describeOutcome, runCommand } from '@weighbridge/process';
import type { Call } from './call.ts';
import { commandEnvironment } from './secrets.ts';

/** The id of a source of data, as one side of a change has it. */
export type DataIds = (source: DataSource) => DataId;

/** One side of a change: what git lists, and its bytes. */
export interface DataSide {
  readonly files: readonly KeyFile[];
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
  /** The working tree, for what git does not hold; undefined for a commit. */
  readonly root?: string;
}

/** The working tree as it is. */
export function workingData(root: string, files: readonly KeyFile[]): DataSide {
  const readFile = async (path: string): Promise<Uint8Array | undefined> => {
    try {
      return await readBytes(join(root, path));
    } catch {
      return undefined;
    }
  };
  return { files, readFile, root };
}

/** A commit, whatever the working tree says. */
export function commitData(
  repository: Repository,
  { sha, files }: { readonly sha: string; readonly files: readonly KeyFile[] },
): DataSide {
  return { files, readFile: (path) => repository.readFile(sha, path) };
}

const commandMs = 120_000;

/** What the `id_from` commands of these policies print: asked once, as what they name lies outside of the repository. */
export async function printedIds(
  call: Call,
  root: string,
  policies: readonly (Policy | undefined)[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const commands = new Set(sourcesOf(policies).flatMap(({ idFrom }) => idFrom ?? []));
  const printed = new Map<string, Uint8Array>();
  for (const command of commands) {
    const lines: string[] = [];
    const outcome = await runCommand({
      command,
      cwd: root,
      env: commandEnvironment(call, []),
      timeoutMs: commandMs,
      mask: [],
      signal: call.signal,
      onLine: (line, stream) => {
        if (stream === 'stdout') lines.push(line);
        else call.reporter.output(line);
      },
    });
    if (outcome.kind !== 'exited' || outcome.code !== 0) {
      throw new Failure(
        'infrastructure',
        `\`${command}\`, which says the id of data, ${describeOutcome(outcome)}`,
      );
    }
    printed.set(command, Buffer.from(`${lines.join('\n')}\n`));
  }
  return printed;
}

/** Reads the ids of all data that the policies name, as one side has it. Asks no network. */
export async function readDataIds(
  policies: readonly (Policy | undefined)[],
  side: DataSide,
  printed: ReadonlyMap<string, Uint8Array>,
): Promise<DataIds> {
  const ids = new Map<string, DataId>();
  for (const source of sourcesOf(policies)) {
    const spec = specOf(source);
    if (spec === undefined || ids.has(keyOf(source))) continue;
    const said = source.idFrom === undefined ? undefined : printed.get(source.idFrom);
    ids.set(
      keyOf(source),
      await readDataId(spec, { ...side, ...(said === undefined ? {} : { printed: said }) }),
    );
  }
  return (source) =>
    ids.get(keyOf(source)) ?? { known: false, id: 'unknown', kind: 'file', reason: 'no source is named' };
}

/**
 * Ids of the base, where a file that git holds on neither side has the id that it has now: a change cannot have brought it,
 * so it is none of the change's.
 */
export function besideGit(base: DataIds, head: DataIds, files: readonly KeyFile[]): DataIds {
  return (source) => {
    const own = base(source);
    const listed = files.some(({ path }) => path === source.file || path.startsWith(`${source.file}/`));
    return own.known || source.file === undefined || listed ? own : head(source);
  };
}

function sourcesOf(policies: readonly (Policy | undefined)[]): readonly DataSource[] {
  return policies
    .flatMap((policy) => policy?.models ?? [])
    .flatMap(({ data }) => [data.train ?? [], data.eval ?? []].flat());
}

/** The same source has the same id, whatever period it spans. */
function keyOf({ window: _, ...source }: DataSource): string {
  return JSON.stringify(Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function specOf(source: DataSource): DataSpec | undefined {
  const { file, dvc, lfs, lakefs, huggingface, s3, version, idFrom } = source;
  if (file !== undefined) return { file };
  if (dvc !== undefined) return { dvc };
  if (lfs !== undefined) return { lfs };
  if (lakefs !== undefined) return { lakefs };
  if (huggingface !== undefined) return { huggingface };
  if (s3 !== undefined) return version === undefined ? { s3 } : { s3, version };
  return idFrom === undefined ? undefined : { id_from: idFrom };
}
