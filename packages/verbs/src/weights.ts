import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Failure, type TrainPolicy } from '@weighbridge/contract';
import { digestOutputs } from '@weighbridge/lineage';
import { writeFileAtomic } from '@weighbridge/process';
import { z } from 'zod';
import type { Change } from './change.ts';
import { jsonText } from './evidence-files.ts';
import type { StateFolder } from './state-folder.ts';

const weightsSchema = z.object({
  schema: z.literal('weighbridge/weights@1'),
  modelKey: z.string(),
  /** Content of all that training wrote. */
  digest: z.string(),
  files: z.int(),
  commit: z.string(),
  /** The CI run that trained them; null: a person at a terminal. */
  run: z.object({ id: z.string(), attempt: z.int() }).nullable(),
});

/** What training has learnt: files in the working tree, and the digest that proves them. */
export type Weights = z.infer<typeof weightsSchema>;

/** Where commands find and leave a model's weights: WEIGHBRIDGE_MODEL_DIR. */
export function modelFolder(folder: StateFolder): string {
  return folder.file('model');
}

/**
 * Digests what training left.
 *
 * @returns the weights, or why there are none
 */
export async function weightsOf(
  root: string,
  folder: StateFolder,
  train: TrainPolicy,
  modelKey: string,
  { head, circumstances }: Change,
): Promise<Weights | string> {
  const found = await digested(root, folder, train);
  if (typeof found === 'string') return `\`${train.run}\` ended well but ${found}`;
  const { id, attempt } = circumstances.run;
  return {
    schema: 'weighbridge/weights@1',
    modelKey,
    ...found,
    commit: head.sha,
    run: circumstances.trust === 'local' ? null : { id, attempt },
  };
}

async function digested(
  root: string,
  folder: StateFolder,
  { outputs }: TrainPolicy,
): Promise<{ digest: string; files: number } | string> {
  try {
    const { digest, files } =
      outputs.length === 0
        ? await digestOutputs(modelFolder(folder))
        : await digestOutputs(root, { paths: outputs });
    return { digest, files: files.length };
  } catch (error) {
    if (error instanceof Failure && error.code === 'config') return error.message;
    throw error;
  }
}

/** The weights that an earlier training left, if they still are the bytes they were. */
export async function readWeights(
  root: string,
  folder: StateFolder,
  train: TrainPolicy,
): Promise<Weights | undefined> {
  const path = folder.file('weights.json');
  if (!existsSync(path)) return undefined;
  const parsed = weightsSchema.safeParse(jsonOf(await readFile(path, 'utf8')));
  if (!parsed.success) return undefined;
  const found = await digested(root, folder, train);
  return typeof found !== 'string' && found.digest === parsed.data.digest ? parsed.data : undefined;
}

export function writeWeights(folder: StateFolder, weights: Weights): Promise<void> {
  return writeFileAtomic(folder.file('weights.json'), jsonText(weights));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
