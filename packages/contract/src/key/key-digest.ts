import type { HarnessKeyParts, KeyFile, ModelKeyParts } from '../manifest.ts';
import { canonicalJson, compareText } from './canonical-json.ts';
import { sha256Hex } from './digest.ts';

/**
 * Digest of all that a model is made of, 64 hex digits. It rests on git's object ids, so two clones at different
 * paths agree; the order of files does not count.
 */
export function modelKey(parts: ModelKeyParts): string {
  return sha256Hex(
    canonicalJson({
      // A name of its own, so that no digest of other data can be taken for this key.
      key: 'weighbridge/model-key@1',
      files: inOrder(parts.files),
      data: parts.data,
      params: inOrder(parts.params),
      prompts: inOrder(parts.prompts),
      setup: parts.setup,
      // Left out where nothing is trained, so that such keys stay what they were before there was training.
      ...(parts.image === undefined ? {} : { image: { ...parts.image, files: inOrder(parts.image.files) } }),
      ...(parts.train === undefined ? {} : { train: trainingOf(parts.train) }),
    }),
  );
}

function trainingOf({ run, outputs, seed }: NonNullable<ModelKeyParts['train']>) {
  return { run, outputs: outputs.toSorted(compareText), seed };
}

/** Digest of how a suite judges, 64 hex digits: only results with equal ones are comparable. */
export function harnessKey(parts: HarnessKeyParts): string {
  const metrics = parts.metrics
    .map(({ name, of, aggregate, better, unit, range }) => ({ name, of, aggregate, better, unit, range }))
    .sort((a, b) => compareText(a.name, b.name));
  return sha256Hex(
    canonicalJson({
      key: 'weighbridge/harness-key@1',
      run: parts.run,
      code: inOrder(parts.code),
      judge: parts.judge === null ? null : { model: parts.judge.model, prompt: parts.judge.prompt },
      repeats: parts.repeats,
      metrics,
    }),
  );
}

function inOrder(files: readonly KeyFile[]): readonly KeyFile[] {
  return files
    .map(({ path, oid, executable }) => ({ path, oid, executable }))
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.oid, b.oid));
}
