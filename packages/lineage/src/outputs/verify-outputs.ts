import { type DigestOptions, digestOutputs } from './digest-outputs.ts';
import type { OutputFile, Outputs } from './output-digest.ts';

/** Differing files that are named; the others are counted. */
const maxNamed = 5;

export interface OutputsCheck {
  readonly ok: boolean;
  /** What lies there now. */
  readonly digest: string;
  /** The first files that differ, in words: `model/weights.bin: other content`; [] where all are well. */
  readonly differences: readonly string[];
  /** How many files differ; undefined where no list was given to compare with. */
  readonly differing?: number;
}

/** Compares a folder with the digest it must have and, where its list is known, says which files differ. */
export async function verifyOutputs(
  root: string,
  expected: { readonly digest: string; readonly files?: readonly OutputFile[] },
  options: DigestOptions = {},
): Promise<OutputsCheck> {
  const found = await digestOutputs(root, options);
  if (found.digest === expected.digest)
    return { ok: true, digest: found.digest, differences: [], differing: 0 };
  if (expected.files === undefined) {
    const words = `expected ${expected.digest}, found ${found.digest}`;
    return { ok: false, digest: found.digest, differences: [words] };
  }
  const all = outputDifferences(expected.files, found);
  return { ok: false, digest: found.digest, differences: all.slice(0, maxNamed), differing: all.length };
}

function outputDifferences(expected: readonly OutputFile[], found: Outputs): readonly string[] {
  const there = new Map(found.files.map((file) => [file.path, file]));
  const missing = expected.flatMap((file) => {
    const other = there.get(file.path);
    const words = other === undefined ? 'is missing' : difference(file, other);
    return words === undefined ? [] : [`${file.path}: ${words}`];
  });
  const known = new Set(expected.map((file) => file.path));
  const added = found.files.filter((file) => !known.has(file.path)).map((file) => `${file.path}: is new`);
  return [...missing, ...added];
}

function difference(expected: OutputFile, found: OutputFile): string | undefined {
  if ('link' in expected || 'link' in found) {
    const [before, after] = [expected, found].map((file) =>
      'link' in file ? `a link to ${file.link}` : 'a file',
    );
    return before === after ? undefined : `is ${after}, expected ${before}`;
  }
  if (expected.bytes !== found.bytes) return `has ${found.bytes} bytes, expected ${expected.bytes}`;
  if (expected.sha256 !== found.sha256) return 'has other content';
  if (expected.executable === found.executable) return undefined;
  return found.executable ? 'is executable, expected not' : 'is not executable, expected so';
}
