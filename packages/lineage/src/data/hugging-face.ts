import { type DataId, knownData, unknownData } from './data-id.ts';

const part = '[A-Za-z0-9][A-Za-z0-9._-]{0,95}';
const address = new RegExp(`^(?:hf://)?(datasets/|models/|spaces/)?(${part}(?:/${part})?)(?:@([^\\s@]+))?$`);

export interface HuggingFaceAddress {
  readonly type: 'dataset' | 'model' | 'space';
  /** `owner/name`, or a bare name. */
  readonly repository: string;
  readonly revision?: string;
}

/** Reads `owner/name@revision`, with `datasets/` or `models/` before it; without, what `otherwise` says. */
export function parseHuggingFace(
  text: string,
  otherwise: 'dataset' | 'model' = 'dataset',
): HuggingFaceAddress | undefined {
  const [, prefix, repository, revision] = address.exec(text) ?? [];
  if (repository === undefined) return undefined;
  const type =
    prefix === 'datasets/'
      ? 'dataset'
      : prefix === 'models/'
        ? 'model'
        : prefix === 'spaces/'
          ? 'space'
          : otherwise;
  return { type, repository, ...(revision === undefined ? {} : { revision }) };
}

/** The id of a repository on Hugging Face: pinned by commit, else `unknown: not pinned`. Asks no network. */
export function huggingFaceDataId(text: string, otherwise: 'dataset' | 'model' = 'dataset'): DataId {
  const found = parseHuggingFace(text, otherwise);
  if (found === undefined) return unknownData('huggingface', 'expected owner/name@revision');
  const { type, repository, revision } = found;
  if (revision !== undefined && /^[0-9a-f]{40}$/.test(revision)) {
    return knownData('huggingface', `hf:${type}s/${repository}@${revision}`, 'pinned revision');
  }
  const named = revision === undefined ? 'no revision is named' : `${revision} can move`;
  return unknownData('huggingface', `not pinned: ${named}, write the commit's 40 hex digits`);
}
