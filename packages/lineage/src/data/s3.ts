import { type DataId, knownData, unknownData } from './data-id.ts';

const address = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/([^?#\s]+)$/;

/** The id of an object in S3 by its version id; without one `unknown`: the object can be overwritten. */
export function s3DataId(uri: string, version?: string): DataId {
  if (!address.test(uri)) return unknownData('s3', 'expected s3://bucket/key');
  if (uri.endsWith('/')) {
    return unknownData('s3', 'a prefix has no version: name one object, or an id by `id_from`');
  }
  if (version === undefined || version === '') {
    return unknownData('s3', "not pinned: write the object's version id under `version`");
  }
  // What S3 answers for objects written while versioning was off: the next write replaces them.
  if (version === 'null') return unknownData('s3', 'the bucket keeps no versions: turn versioning on');
  if (!/^[\x21-\x7e]{1,1024}$/.test(version)) return unknownData('s3', 'the version id is not one of S3');
  return knownData('s3', `${uri}?versionId=${encodeURIComponent(version)}`, 'version id of the object');
}
