import { Failure } from '@weighbridge/contract';
import { fileSha256 } from '../files/hash-file.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { type OutputFile, type Outputs, outputsOf } from './output-digest.ts';

export interface DigestOptions {
  /** Parts of the folder that count, such as `model/`; all of it by default. */
  readonly paths?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * Content digest of a folder of outputs (weights), read as a stream. Links inside count by the text of their target. Throws a
 * `config` failure for a link that leads out, for what is neither file nor folder, and where there is nothing.
 */
export async function digestOutputs(root: string, options: DigestOptions = {}): Promise<Outputs> {
  const found = await walkFolder(root, options.paths ?? ['.']);
  if (found.length === 0) {
    throw new Failure(
      'config',
      `${(options.paths ?? [root]).join(', ')}: there are no files: did the training write its outputs?`,
    );
  }
  const files: OutputFile[] = [];
  for (const one of found) {
    if (one.kind === 'special') {
      throw new Failure('config', `${one.path} is neither a file nor a folder: it cannot be kept as output`);
    }
    if (one.kind === 'file') {
      const sha256 = await fileSha256(root, one, options.signal);
      files.push({ path: one.path, bytes: one.bytes, sha256, executable: one.executable });
    } else if (one.inside) files.push({ path: one.path, link: one.target });
    else {
      throw new Failure(
        'config',
        `${one.path} is a link that leads out of the outputs (${one.target}): copy what it leads to`,
      );
    }
  }
  return outputsOf(files);
}
