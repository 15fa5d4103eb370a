import { type Field, fieldOf } from '../read/field.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readYaml } from '../read/yaml-document.ts';
import { type Package, packageOf, sortPackages } from './package.ts';

/** Packages of a `conda-lock.yml`; its platforms are told apart by the marker. */
export function readCondaLock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readYaml(file));
  const version = top.at('version');
  if (version.value !== 1) throw version.refused('expected a conda-lock file of version 1');
  return sortPackages(top.at('package').items().map(readPackage));
}

function readPackage(one: Field): Package {
  const manager = one.at('manager');
  const kind = manager.text();
  if (kind !== 'conda' && kind !== 'pip') throw manager.refused('expected `conda` or `pip`');
  const hash = one.at('hash');
  const sha256 = hash.at('sha256').optionalText();
  const md5 = hash.at('md5').optionalText();
  return packageOf(kind === 'pip' ? 'pypi' : 'conda', one.at('name').text(), {
    version: one.at('version').text(),
    source: kind === 'conda' ? channelOf(one.at('url').optionalText() ?? '') : undefined,
    hashes: sha256 !== undefined ? [`sha256:${sha256}`] : md5 !== undefined ? [`md5:${md5}`] : [],
    marker: one.at('platform').optionalText(),
  });
}

/** `https://conda.anaconda.org/conda-forge/linux-64/x.conda`: what stands before platform and file. */
function channelOf(url: string): string {
  return url.replace(/\/[^/]+\/[^/]+$/, '');
}
