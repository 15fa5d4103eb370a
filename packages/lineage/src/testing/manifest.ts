import { type KeyFile, sha256Hex } from '@weighbridge/contract';
import type { FullManifest } from '../manifest/manifest-extras.ts';

/** A file of the repository, whose object id follows from its content. */
export function keyFile(path: string, content = path): KeyFile {
  return { path, oid: sha256Hex(content).slice(0, 40), executable: false };
}

/** A whole manifest, made of round values, with what a test says about it. */
export function manifestOf(parts: Partial<FullManifest> = {}): FullManifest {
  return {
    schema: 'weighbridge/manifest@1',
    model: 'digits',
    commit: 'c'.repeat(40),
    dirty: false,
    modelKey: sha256Hex('key'),
    modelKeyParts: {
      files: [keyFile('train.py')],
      data: { train: 'dvc:md5:a304afb96060aad90176268345e10355' },
      params: [keyFile('params.yaml')],
      prompts: [],
      setup: 'uv sync --frozen',
      train: { run: 'python train.py', outputs: ['model/'], seed: 7 },
    },
    harnesses: {},
    data: {
      train: {
        id: 'dvc:md5:a304afb96060aad90176268345e10355',
        from: '2025-01-01',
        to: '2025-12-31',
        kind: 'dvc',
        how: 'hash of train.csv in data/train.csv.dvc',
        source: { dvc: 'data/train.csv.dvc' },
        size: 1_000,
        files: 1,
      },
    },
    seed: 7,
    createdAt: '2026-01-02T03:04:05Z',
    repository: 'https://github.com/acme/digits',
    image: null,
    lockfiles: [],
    paramValues: [{ path: 'params.yaml', values: { 'optimizer.lr': '0.001' } }],
    nondeterminism: [],
    training: { env: [], gpus: null, network: true },
    weights: { digest: `sha256:${sha256Hex('weights')}`, files: 1, place: null },
    ...parts,
  };
}
