/** One difference between two manifests. */
export interface ManifestChange {
  readonly part: 'data' | 'params' | 'prompts' | 'packages' | 'image' | 'seed' | 'commands';
  /** Which of the part: `train`, `params.yaml: optimizer.lr`, `numpy`. */
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The whole of it: `optimizer.lr 0.001 → 0.01 (params.yaml)`. */
  readonly words: string;
}

const shortChars = 12;

/** Digests and object ids in an id, cut to what tells them apart: `dvc:md5:a304afb96060…`. */
export function shortId(id: string): string {
  return id.replace(/[0-9a-f]{32,64}/g, (hex) => `${hex.slice(0, shortChars)}…`);
}
