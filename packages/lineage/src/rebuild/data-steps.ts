import { parseHuggingFace } from '../data/hugging-face.ts';
import type { DataEntry } from '../manifest/manifest-extras.ts';
import type { RebuildStep } from './rebuild.ts';

export interface StepsAndDoubts {
  readonly steps: readonly RebuildStep[];
  readonly doubts: readonly string[];
}

/** Commands that bring the data of a model, by the names under `data`. */
export function dataSteps(data: Readonly<Record<string, DataEntry>>): StepsAndDoubts {
  const steps: RebuildStep[] = [];
  const doubts: string[] = [];
  for (const [name, entry] of Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (entry.id === 'unknown') {
      doubts.push(
        `${name} data is unknown${entry.reason === undefined ? '' : ` (${entry.reason})`}: bring it by hand`,
      );
      continue;
    }
    const argv = pullCommand(entry);
    if (argv !== undefined) steps.push({ what: `Bring the ${name} data`, argv, folder: 'clone' });
    const doubt = doubtOf(name, entry, argv !== undefined);
    if (doubt !== undefined) doubts.push(doubt);
  }
  return { steps, doubts };
}

function pullCommand(entry: DataEntry): readonly [string, ...string[]] | undefined {
  const { kind, id, source = {}, remote } = entry;
  const { dvc, lfs, lakefs } = source;
  if (kind === 'dvc' && dvc !== undefined) {
    // DVC pulls stages by the name of the file that declares them.
    const target = dvc.replace(/(^|\/)dvc\.lock:/, '$1dvc.yaml:');
    return ['dvc', 'pull', ...(remote === undefined ? [] : ['--remote', remote]), '--', target];
  }
  if (kind === 'lfs' && lfs !== undefined) return ['git', 'lfs', 'pull', `--include=${lfs}`];
  if (kind === 'huggingface') {
    const address = parseHuggingFace(id.replace(/^hf:/, ''));
    if (address?.revision === undefined) return undefined;
    const { type, repository, revision } = address;
    return ['hf', 'download', repository, '--repo-type', type, '--revision', revision];
  }
  if (kind === 's3') {
    const [, bucket, key, version] = /^s3:\/\/([^/]+)\/(.+)\?versionId=([^?]*)$/s.exec(id) ?? [];
    if (bucket === undefined || key === undefined || version === undefined) return undefined;
    const file = `./${key.slice(key.lastIndexOf('/') + 1)}`;
    const object = [`--bucket=${bucket}`, `--key=${key}`, `--version-id=${decoded(version)}`];
    return ['aws', 's3api', 'get-object', ...object, file];
  }
  if (kind === 'lakefs' && lakefs !== undefined && !lakefs.startsWith('lakefs://')) {
    const commit = /^lakefs:\/\/[^/]+\/([^/]+)/.exec(id)?.[1];
    const folder = `./${lakefs.replace(/\/?(?:\.lakefs_ref\.yaml)?$/, '')}`;
    return commit === undefined ? undefined : ['lakectl', 'local', 'checkout', `--ref=${commit}`, folder];
  }
  return undefined;
}

function doubtOf(
  name: string,
  { kind, id, how, source = {} }: DataEntry,
  pulled: boolean,
): string | undefined {
  if (pulled) return kind === 's3' ? `put the ${name} data where the training reads it` : undefined;
  if (kind === undefined || (kind === 'file' && how?.startsWith("git's") === true)) return undefined;
  const named = source['id_from'] ?? source['file'] ?? source['lakefs'];
  const from = named === undefined ? '' : ` of ${named}`;
  return `the ${name} data (${id}${from}) is not in the repository: bring it by hand`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
