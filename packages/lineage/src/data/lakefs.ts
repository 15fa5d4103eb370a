import { fieldOf } from '../read/field.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readYaml } from '../read/yaml-document.ts';
import { type DataId, knownData, unknownData } from './data-id.ts';

/** Commits of lakeFS are SHA-256 digests. */
const commit = /^[0-9a-f]{64}$/;
const uri = /^lakefs:\/\/([^/\s]+)\/([^/\s]+)(?:\/(\S*))?$/;

/** The id of a folder that `lakectl local` keeps: its `.lakefs_ref.yaml` names source and commit. */
export function readLakefsRef(file: SourceFile): DataId {
  const top = fieldOf(readYaml(file));
  const source = top.at('src');
  const [, repository, , path = ''] = uri.exec(source.text()) ?? [];
  if (repository === undefined) throw source.refused('expected lakefs://repository/reference/path');
  const running = top.at('active_operation').optionalText();
  if (running !== undefined && running !== '') {
    return unknownData('lakefs', `\`lakectl local ${running}\` did not finish in this folder: run it again`);
  }
  const head = top.at('at_head').optionalText() ?? '';
  return commit.test(head)
    ? knownData('lakefs', `lakefs://${repository}/${head}/${path}`, `commit in ${file.path}`)
    : unknownData('lakefs', `${file.path} names no commit: run \`lakectl local checkout\``);
}

/** The id of `lakefs://repository/<commit>/path`; a branch or tag is `unknown`: it moves. */
export function lakefsDataId(address: string): DataId {
  const [, repository, reference = '', path = ''] = uri.exec(address) ?? [];
  if (repository === undefined) return unknownData('lakefs', 'expected lakefs://repository/reference/path');
  return commit.test(reference)
    ? knownData('lakefs', `lakefs://${repository}/${reference}/${path}`, 'commit in the address')
    : unknownData('lakefs', `not pinned: ${reference} can move, write the commit's 64 hex digits`);
}
