import { type Field, fieldOf } from '../read/field.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readToml } from '../read/toml-document.ts';
import { type Package, packageOf, sortPackages } from './package.ts';
import { pypiSource } from './pypi-source.ts';

/** Packages of `poetry.lock` and `pdm.lock`, whose tables are alike. Hashes stand in the package or, before Poetry 1.5, at the end. */
export function readPoetryLock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readToml(file));
  const late = top.at('metadata').at('files');
  return sortPackages(
    top
      .at('package')
      .items()
      .map((one) => readPackage(one, late)),
  );
}

function readPackage(one: Field, late: Field): Package {
  const name = one.at('name').text();
  const own = one.at('files');
  const files = (own.present ? own : late.at(name)).items();
  const markers = one.at('markers');
  return packageOf('pypi', name, {
    version: one.at('version').text(),
    source: sourceOf(one),
    hashes: files.flatMap((entry) => entry.at('hash').optionalText() ?? []),
    // Poetry 2 keeps one text for all groups, or a map of them.
    marker: typeof markers.value === 'string' ? markers.value : pythons(one),
  });
}

/** What tells two entries of one package apart where there are no markers. */
function pythons(one: Field): string | undefined {
  const wanted = one.at('python-versions').optionalText();
  return wanted === undefined || wanted === '*' ? undefined : `python ${wanted}`;
}

function sourceOf(one: Field): string | undefined {
  const git = one.at('git').optionalText();
  if (git !== undefined) return `git+${git}#${one.at('revision').optionalText() ?? ''}`;
  const source = one.at('source');
  if (!source.present) return one.at('url').optionalText() ?? one.at('path').optionalText();
  const url = source.at('url').optionalText() ?? '';
  const type = source.at('type').optionalText();
  if (type === 'git') return `git+${url}#${source.at('resolved_reference').optionalText() ?? ''}`;
  return type === 'legacy' || type === undefined ? pypiSource(url) : url;
}
