import { canonicalJson, sha256Hex } from '@weighbridge/contract';
import type { Field } from '../read/field.ts';
import { type DataId, knownData, unknownData } from './data-id.ts';

/** An output as `.dvc` files and `dvc.lock` record it. */
export interface DvcOutput {
  /** As written: relative to the file's folder. */
  readonly path: string;
  /** `md5:<hex>`, `md5:<hex>.dir`, `etag:…`; undefined where DVC has recorded none. */
  readonly hash?: string;
  readonly size?: number;
  readonly files?: number;
  readonly remote?: string;
}

const md5 = /^[0-9a-f]{32}(?:\.dir)?$/;
/** Other ways by which DVC names content: of cloud stores and HDFS. */
const otherHashes = ['etag', 'checksum', 'version_id'] as const;

/** Reads one entry of `outs`. Throws a `config` failure where it is not what DVC writes. */
export function readDvcOutput(field: Field): DvcOutput {
  const path = field.at('path').text();
  const listed = field.at('files').items();
  const hash = ownHash(field) ?? cloudHash(field) ?? (listed.length === 0 ? undefined : listHash(listed));
  const size = field.at('size').optionalCount() ?? sum(listed.map((file) => file.at('size').optionalCount()));
  const files = field.at('nfiles').optionalCount() ?? (listed.length === 0 ? undefined : listed.length);
  const remote = field.at('remote').optionalText();
  return {
    path,
    ...(hash === undefined ? {} : { hash }),
    ...(size === undefined ? {} : { size }),
    ...(files === undefined ? {} : { files }),
    ...(remote === undefined ? {} : { remote }),
  };
}

/** One id of several outputs; `file` is the one that records them. */
export function dvcDataId(outputs: readonly DvcOutput[], file: string): DataId {
  const [first, ...more] = outputs;
  const without = outputs.find((output) => output.hash === undefined);
  if (first === undefined) return unknownData('dvc', `${file} records no outputs`);
  if (without !== undefined) {
    return unknownData(
      'dvc',
      `${file} records no hash of ${without.path}: run \`dvc commit\`, and commit the file`,
    );
  }
  const details = {
    size: sum(outputs.map((output) => output.size)),
    files: more.length === 0 ? first.files : sum(outputs.map((output) => output.files ?? 1)),
    remote: outputs.map((output) => output.remote).find((remote) => remote !== undefined),
  };
  if (more.length === 0)
    return knownData('dvc', `dvc:${first.hash}`, `hash of ${first.path} in ${file}`, details);
  const list = outputs.map(({ path, hash }) => [path, hash]).sort(byFirst);
  return knownData(
    'dvc',
    `dvc:outs:sha256:${sha256Hex(canonicalJson(list))}`,
    `hashes of ${outputs.length} outputs in ${file}`,
    details,
  );
}

function ownHash(field: Field): string | undefined {
  const written = field.at('md5');
  const hash = written.optionalText();
  if (hash !== undefined) {
    if (!md5.test(hash)) throw written.refused('expected an md5 of 32 hex digits, with `.dir` for a folder');
    return `md5:${hash}`;
  }
  for (const name of otherHashes) {
    const other = field.at(name).optionalText();
    if (other !== undefined && other !== '') return `${name}:${other}`;
  }
  return undefined;
}

/** Outputs of a version-aware remote: `cloud: { remote: { version_id } }`. */
function cloudHash(field: Field): string | undefined {
  const [entry] = field.at('cloud').entries();
  return entry === undefined ? undefined : ownHash(entry[1]);
}

/** A folder whose files are listed one by one. */
function listHash(files: readonly Field[]): string | undefined {
  const list = files.map((file) => [file.at('relpath').text(), ownHash(file) ?? cloudHash(file)] as const);
  if (list.some(([, hash]) => hash === undefined)) return undefined;
  return `files:sha256:${sha256Hex(canonicalJson(list.map((pair) => [...pair]).sort(byFirst)))}`;
}

function byFirst(a: readonly unknown[], b: readonly unknown[]): number {
  const [left, right] = [String(a[0]), String(b[0])];
  return left < right ? -1 : Number(left > right);
}

function sum(counts: readonly (number | undefined)[]): number | undefined {
  if (counts.length === 0) return undefined;
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}
