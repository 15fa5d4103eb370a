import { type Field, fieldOf } from '../read/field.ts';
import { readJson } from '../read/json-document.ts';
import type { SourceFile } from '../read/source-text.ts';
import { readYaml } from '../read/yaml-document.ts';
import { type Package, packageOf, sortPackages } from './package.ts';

/** Packages of `package-lock.json` (lockfileVersion 2 and 3); what is linked from the repository itself is none of them. */
export function readPackageLock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readJson(file));
  const version = top.at('lockfileVersion');
  if (version.value !== 2 && version.value !== 3) {
    throw version.refused('expected a lockfile of version 2 or 3: `npm install` of npm 7 or later writes it');
  }
  const installed = top
    .at('packages')
    .entries()
    .filter(([path, one]) => path.includes('node_modules/') && one.at('link').value !== true);
  return sortPackages(
    installed.map(([path, one]) => npmPackage(path.replace(/^.*node_modules\//s, ''), one)),
  );
}

function npmPackage(name: string, one: Field): Package {
  const resolved = one.at('resolved').optionalText();
  return packageOf('npm', one.at('name').optionalText() ?? name, {
    version: one.at('version').optionalText() ?? null,
    source: npmSource(resolved),
    hashes: one.at('integrity').optionalText()?.split(/\s+/).slice(0, 1),
  });
}

/** The registry is one for all; only what does not come from it is said. */
function npmSource(resolved: string | undefined): string | undefined {
  if (resolved === undefined || /^https:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\//.test(resolved))
    return undefined;
  return /\/-\/[^/]+\.tgz/.test(resolved) ? resolved.replace(/^(https?:\/\/[^/]+\/).*$/s, '$1') : resolved;
}

/** Packages of `pnpm-lock.yaml` (lockfileVersion 6 and 9). */
export function readPnpmLock(file: SourceFile): readonly Package[] {
  const top = fieldOf(readYaml(file));
  const version = top.at('lockfileVersion');
  if (!/^[69](\.|$)/.test(version.optionalText() ?? '')) {
    throw version.refused('expected a pnpm-lock.yaml of version 6 or 9');
  }
  return sortPackages(
    top
      .at('packages')
      .entries()
      .map(([key, one]) => {
        // `/@scope/name@1.2.3(peer@4)`; the slash was left off in version 9.
        const [, name = key, locked] = /^\/?(@?[^@]+)@([^(]+)/.exec(key) ?? [];
        const resolution = one.at('resolution');
        const source = resolution.at('tarball').optionalText() ?? resolution.at('repo').optionalText();
        return packageOf('npm', one.at('name').optionalText() ?? name, {
          version: one.at('version').optionalText() ?? locked ?? null,
          source: source === undefined ? undefined : npmSource(source),
          hashes: resolution.at('integrity').present ? [resolution.at('integrity').text()] : [],
        });
      }),
  );
}

/** Packages of the `yarn.lock` of Yarn 2 and later, which is YAML; Yarn 1 has a form of its own and is refused. */
export function readYarnLock(file: SourceFile): readonly Package[] {
  if (new TextDecoder('latin1').decode(file.bytes.subarray(0, 500)).includes('yarn lockfile v1')) {
    const top = fieldOf({
      file: file.path,
      value: null,
      where: () => ({ file: file.path, line: 1, column: 1 }),
    });
    throw top.refused('expected the lockfile of Yarn 2 or later (Yarn 1 has a form of its own)');
  }
  const locked = fieldOf(readYaml(file))
    .entries()
    .filter(([key]) => key !== '__metadata');
  return sortPackages(
    locked.flatMap(([, one]) => {
      const [, name, protocol] = /^(@?[^@]+)@([a-z+]+):/.exec(one.at('resolution').text()) ?? [];
      if (name === undefined || protocol === 'workspace') return [];
      const checksum = one.at('checksum').optionalText();
      const source =
        protocol === 'npm'
          ? undefined
          : one
              .at('resolution')
              .text()
              .slice(name.length + 1);
      return [
        packageOf('npm', name, {
          version: one.at('version').text(),
          source,
          hashes: checksum === undefined ? [] : [checksum],
        }),
      ];
    }),
  );
}
