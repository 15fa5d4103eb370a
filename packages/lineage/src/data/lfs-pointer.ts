import { placeInText, refused, type SourceFile, sourceText } from '../read/source-text.ts';
import { type DataId, knownData } from './data-id.ts';

/** Git LFS itself takes nothing longer for a pointer. */
export const maxPointerBytes = 1_024;
const versionLine =
  /^version https?:\/\/(?:git-lfs\.github\.com\/spec\/v1|hawser\.github\.com\/spec\/v1|git-media\.io\/v\/2)$/;

export interface LfsPointer {
  /** SHA-256 of the content, 64 hex digits. */
  readonly oid: string;
  readonly size: number;
}

/** Whether bytes are a Git LFS pointer rather than content. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  return bytes.byteLength <= maxPointerBytes && versionLine.test(start.split(/\r?\n/)[0] ?? '');
}

/** Reads a pointer; undefined where the bytes are not one. Throws a `config` failure where one is damaged. */
export function parseLfsPointer(file: SourceFile): LfsPointer | undefined {
  if (!isLfsPointer(file.bytes)) return undefined;
  const text = sourceText(file);
  const values = new Map<string, { readonly value: string; readonly offset: number }>();
  let offset = 0;
  for (const line of text.split('\n')) {
    const [, key, value] = /^([a-z0-9.-]+) (.*?)\r?$/.exec(line) ?? [];
    const at = { file: file.path, ...placeInText(text, offset) };
    if (key !== undefined && value !== undefined) values.set(key, { value, offset });
    else if (line.trim() !== '') throw refused('expected `key value` in a Git LFS pointer', at);
    offset += line.length + 1;
  }
  const part = (key: string, pattern: RegExp, expected: string): string => {
    const found = values.get(key);
    const value = pattern.exec(found?.value ?? '')?.[1];
    if (value !== undefined) return value;
    const where = { file: file.path, ...placeInText(text, found?.offset ?? text.length) };
    throw refused(`expected \`${key} ${expected}\` in a Git LFS pointer`, where);
  };
  return {
    oid: part('oid', /^sha256:([0-9a-f]{64})$/, 'sha256:<64 hex digits>'),
    size: Number(part('size', /^(\d{1,15})$/, '<bytes>')),
  };
}

/** The id that a file has in Git LFS, from its pointer or (where it is checked out) from the content's SHA-256. */
export function lfsDataId(pointer: LfsPointer, how: string): DataId {
  return knownData('lfs', `lfs:sha256:${pointer.oid}`, how, { size: pointer.size, files: 1 });
}
