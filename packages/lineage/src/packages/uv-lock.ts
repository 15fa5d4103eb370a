import { type Field, fieldOf } from '../read/field.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readToml } from '../read/toml-document.ts';
import { type Package, packageOf, sortPackages } from './package.ts';
import { pypiSource } from './pypi-source.ts';

/** Packages of `uv.lock`; the project itself is none of them. */
export function readUvLock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readToml(file));
  const version = top.at('version');
  if (version.value !== 1) throw version.refused('expected a uv.lock of version 1');
  const packages = top
    .at('package')
    .items()
    .filter((one) => !isProject(one.at('source')));
  return sortPackages(packages.map(readPackage));
}

function readPackage(one: Field): Package {
  const files = [one.at('sdist'), ...one.at('wheels').items()].filter((file) => file.present);
  const markers = one
    .at('resolution-markers')
    .items()
    .map((marker) => marker.text());
  return packageOf('pypi', one.at('name').text(), {
    version: one.at('version').optionalText() ?? null,
    source: sourceOf(one.at('source')),
    hashes: files.flatMap((file) => file.at('hash').optionalText() ?? []),
    marker: markers.sort().join(' or '),
  });
}

function isProject(source: Field): boolean {
  return ['virtual', 'editable', 'directory'].some((kind) => source.at(kind).value === '.');
}

function sourceOf(source: Field): string | undefined {
  const [entry] = source.entries().filter(([kind]) => kind !== 'subdirectory');
  if (entry === undefined) return undefined;
  const [kind, address] = entry;
  return kind === 'registry' ? pypiSource(address.text()) : `${kind}+${address.text()}`.replace(/^url\+/, '');
}
