import { createHash } from 'node:crypto';
import { canonicalJson } from '@weighbridge/contract';
import { byPath } from '../files/order.ts';

/** A file or link among the outputs, by its path from their folder. */
export type OutputFile =
  | {
      readonly path: string;
      readonly bytes: number;
      /** 64 hex digits. */
      readonly sha256: string;
      readonly executable: boolean;
    }
  | { readonly path: string; readonly link: string };

/** What a training made: equal digests, equal bytes. */
export interface Outputs {
  /** `sha256:<64 hex digits>` over the list. */
  readonly digest: string;
  /** Sum over all files. */
  readonly bytes: number;
  /** Sorted by path. */
  readonly files: readonly OutputFile[];
}

/** The digest of a list of outputs: SHA-256 over one line of JSON a file, sorted by path; times and owners do not count. */
export function outputsOf(files: readonly OutputFile[]): Outputs {
  const sorted = [...files].sort(byPath);
  const hash = createHash('sha256');
  let bytes = 0;
  for (const file of sorted) {
    hash.update(`${canonicalJson(lineOf(file))}\n`);
    bytes += 'link' in file ? 0 : file.bytes;
  }
  return { digest: `sha256:${hash.digest('hex')}`, bytes, files: sorted };
}

function lineOf(file: OutputFile): readonly unknown[] {
  return 'link' in file
    ? [file.path, 'link', file.link]
    : [file.path, file.executable ? 'executable' : 'file', file.bytes, file.sha256];
}
