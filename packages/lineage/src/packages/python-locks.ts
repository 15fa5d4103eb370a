import { type Field, fieldOf } from '../read/field.ts';
import { readJson } from '../read/json-document.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readToml } from '../read/toml-document.ts';
import { type Package, packageOf, sortPackages } from './package.ts';
import { pypiSource } from './pypi-source.ts';

/** Packages of a `pylock.toml` (PEP 751). */
export function readPylock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readToml(file));
  const version = top.at('lock-version');
  if (!/^1(\.|$)/.test(version.optionalText() ?? ''))
    throw version.refused('expected a pylock.toml of lock-version 1');
  return sortPackages(top.at('packages').items().map(lockedPackage));
}

function lockedPackage(one: Field): Package {
  const files = [one.at('sdist'), one.at('archive'), ...one.at('wheels').items()].filter(
    (file) => file.present,
  );
  const vcs = one.at('vcs');
  const index = one.at('index').optionalText();
  const source = vcs.present
    ? `git+${vcs.at('url').optionalText() ?? vcs.at('path').optionalText()}#${vcs.at('commit-id').text()}`
    : (one.at('archive').at('url').optionalText() ?? one.at('directory').at('path').optionalText());
  return packageOf('pypi', one.at('name').text(), {
    version: one.at('version').optionalText() ?? null,
    source: source ?? (index === undefined ? undefined : pypiSource(index)),
    hashes: files.flatMap((file) =>
      file
        .at('hashes')
        .entries()
        .map(([algorithm, hash]) => `${algorithm}:${hash.text()}`),
    ),
    marker: one.at('marker').optionalText(),
  });
}

/** Packages of a `Pipfile.lock`, those for development too: an environment is made of both. */
export function readPipfileLock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readJson(file));
  return sortPackages(
    ['default', 'develop'].flatMap((group) =>
      top
        .at(group)
        .entries()
        .map(([name, one]) =>
          packageOf('pypi', name, {
            version:
              one
                .at('version')
                .optionalText()
                ?.replace(/^={2,3}/, '') ?? null,
            source: gitSource(one) ?? one.at('file').optionalText() ?? one.at('path').optionalText(),
            hashes: one
              .at('hashes')
              .items()
              .map((hash) => hash.text()),
            marker: one.at('markers').optionalText(),
          }),
        ),
    ),
  );
}

function gitSource(one: Field): string | undefined {
  const git = one.at('git').optionalText();
  return git === undefined ? undefined : `git+${git}#${one.at('ref').optionalText() ?? ''}`;
}
