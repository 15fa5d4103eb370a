import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { weightsEntry } from '../manifest/entries.ts';
import { digestOutputs } from '../outputs/digest-outputs.ts';
import { verifyOutputs } from '../outputs/verify-outputs.ts';
import { manifestOf } from '../testing/manifest.ts';
import { scratchFolder } from '../testing/scratch-folder.ts';
import { rebuildCommands } from './rebuild-commands.ts';
import { rebuildScript } from './shell-script.ts';

const run = promisify(execFile);

/** Learns nothing, but depends on data, seed and folder as a training does. */
const trainer =
  'mkdir -p "$OUT"\nsort data.csv > "$OUT/weights.txt"\necho "$WEIGHBRIDGE_SEED" >> "$OUT/weights.txt"\n';

/** A repository with a trained model, and the manifest of it. */
async function project(outputs: readonly string[], out: string) {
  const root = await scratchFolder({
    'origin/data.csv': 'b\na\n',
    'origin/train.sh': trainer.replaceAll('$OUT', out),
    'origin/setup.sh': 'touch ready\n',
  });
  const origin = join(root, 'origin');
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', HOME: root };
  const git = async (...args: readonly string[]) =>
    (await run('git', [...args], { cwd: origin, env })).stdout.trim();
  await git('init', '--quiet');
  await git('add', '.');
  await git('-c', 'user.name=Test', '-c', 'user.email=test@localhost', 'commit', '--quiet', '-m', 'x');
  const commit = await git('rev-parse', 'HEAD');
  const dir = join(origin, '.weighbridge/digits/model');
  await run('bash', ['train.sh'], {
    cwd: origin,
    env: { ...env, WEIGHBRIDGE_SEED: '7', WEIGHBRIDGE_MODEL_DIR: dir },
  });
  const made =
    outputs.length === 0 ? await digestOutputs(dir) : await digestOutputs(origin, { paths: outputs });
  const train = { run: 'test -e ready && bash train.sh', outputs: [...outputs], seed: 7 };
  const manifest = manifestOf({
    repository: origin,
    commit,
    data: {},
    modelKeyParts: { ...manifestOf().modelKeyParts, setup: 'bash setup.sh', train },
    ...weightsEntry(made, null),
  });
  return { root, env, manifest, made };
}

describe('a model is made again from its manifest alone, bit for bit', () => {
  test.each<[string, readonly string[], string]>([
    ['into its outputs', ['model/'], 'model'],
    ['into WEIGHBRIDGE_MODEL_DIR', [], '$WEIGHBRIDGE_MODEL_DIR'],
  ])('%s', async (_name, outputs, out) => {
    const { root, env, manifest, made } = await project(outputs, out);
    const rebuild = rebuildCommands(manifest);
    expect(rebuild.doubts).toEqual([]);
    await run('sh', ['-c', rebuildScript(rebuild)], { cwd: root, env });
    const clone = join(root, rebuild.clone);
    const check =
      outputs.length === 0
        ? await verifyOutputs(join(clone, rebuild.modelDir), made)
        : await verifyOutputs(clone, made, { paths: outputs });
    expect(check).toMatchObject({ ok: true, digest: manifest.weights?.digest });
  });

  test('and other weights are noticed', async () => {
    const { root, env, manifest } = await project(['model/'], 'model');
    const { train } = manifest.modelKeyParts;
    if (train === undefined) throw new Error('not trained');
    const other = { ...manifest.modelKeyParts, train: { ...train, seed: 8 } };
    const script = rebuildScript(rebuildCommands({ ...manifest, modelKeyParts: other }));
    await expect(run('sh', ['-c', script], { cwd: root, env })).rejects.toThrow('did NOT match');
    await rm(join(root, 'digits'), { recursive: true });
    await writeFile(join(root, 'digits'), '');
    await expect(run('sh', ['-c', script], { cwd: root, env })).rejects.toThrow('digits');
  });
});
