import { parse } from 'smol-toml';

/** A lockfile or manifest; its path is relative to the repository's root. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const manifestNames: readonly (readonly [lock: RegExp, manifest: string])[] = [
  [/^(?:uv|poetry|pdm|pylock)(?:\..+)?\.(?:lock|toml)$/, 'pyproject.toml'],
  [/^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml)$/, 'package.json'],
  [/^conda-lock\.ya?ml$/, 'environment.yml'],
  [/^Pipfile\.lock$/, 'Pipfile'],
];

/** The file that a lockfile is made from, beside it: `uv.lock` → `pyproject.toml`, `requirements.txt` → `requirements.in`. */
export function manifestOf(lock: string): string | undefined {
  const slash = lock.lastIndexOf('/') + 1;
  const name = lock.slice(slash);
  const compiled = /^(.*requirements.*)\.(?:txt|lock)$/.exec(name)?.[1];
  const manifest =
    compiled === undefined ? manifestNames.find(([pattern]) => pattern.test(name))?.[1] : `${compiled}.in`;
  return manifest === undefined ? undefined : lock.slice(0, slash) + manifest;
}

/**
 * What the two files themselves say: why the lockfile was not made from this manifest, `fresh` where it was, undefined
 * where they do not tell. Files that cannot be parsed do not tell.
 */
export function lockAge(
  lock: TextFile,
  manifest: TextFile,
): { readonly stale: string } | 'fresh' | undefined {
  const name = lock.path.slice(lock.path.lastIndexOf('/') + 1);
  try {
    if (name === 'uv.lock') return compare(uvDeclared(manifest.text), uvLocked(lock.text));
    if (name === 'package-lock.json' || name === 'npm-shrinkwrap.json') {
      return compare(npmDeclared(JSON.parse(manifest.text)), npmDeclared(npmRoot(JSON.parse(lock.text))));
    }
    if (/requirements.*\.in$/.test(manifest.path)) return compareNames(manifest.text, lock.text);
  } catch {
    // Whoever installs from it will say what is wrong with it.
  }
  return undefined;
}

type Declared = ReadonlyMap<string, string>;

function compare(declared: Declared | undefined, locked: Declared | undefined) {
  if (declared === undefined || locked === undefined) return undefined;
  const differing = [...new Set([...declared.keys(), ...locked.keys()])]
    .filter((name) => declared.get(name) !== locked.get(name))
    .sort();
  return differing.length === 0 ? 'fresh' : { stale: `they differ in ${someOf(differing)}` };
}

function compareNames(manifest: string, lock: string) {
  const names = requirementNames(manifest);
  const locked = requirementNames(lock);
  const missing = [...names].filter((name) => !locked.has(name)).sort();
  // Nothing says that a version in it is still meant, so it is never called fresh.
  return missing.length === 0 ? undefined : { stale: `it lacks ${someOf(missing)}` };
}

function someOf(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

function requirementNames(text: string): ReadonlySet<string> {
  const names = text.split('\n').flatMap((line) => /^\s*([A-Za-z0-9][\w.-]*)/.exec(line)?.[1] ?? []);
  return new Set(names.map(normalName));
}

/** As PEP 503 makes names equal. */
function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function uvDeclared(text: string): Declared | undefined {
  const project = record(record(parse(text))['project']);
  if (project['name'] === undefined) return undefined;
  const all = [project['dependencies'], ...Object.values(record(project['optional-dependencies']))].flatMap(
    list,
  );
  return requirements(
    all.map((item) => {
      const [, name = '', , rest = ''] = /^\s*([\w.-]+)\s*(\[[^\]]*\])?\s*([^;]*)/.exec(String(item)) ?? [];
      return [name, rest];
    }),
  );
}

function uvLocked(text: string): Declared | undefined {
  const own = list(record(parse(text))['package'])
    .map(record)
    .find(({ source }) => ['virtual', 'editable'].some((kind) => record(source)[kind] === '.'));
  if (own === undefined) return undefined;
  const wanted = list(record(own['metadata'])['requires-dist']).map(record);
  return requirements(wanted.map(({ name, specifier }) => [String(name), String(specifier ?? '')]));
}

/** A direct reference (`name @ url`) stands elsewhere in a lockfile: only its name is compared. */
function requirements(items: readonly (readonly [string, string])[]): Declared {
  const normal = (specifier: string) => {
    const clauses = specifier.replace(/[()\s]/g, '').split(',');
    return specifier.trimStart().startsWith('@')
      ? ''
      : clauses
          .filter((one) => one !== '')
          .sort()
          .join(',');
  };
  return new Map(items.map(([name, specifier]) => [normalName(name), normal(specifier)]));
}

function npmRoot(lock: unknown): unknown {
  const packages = record(record(lock)['packages']);
  return packages[''];
}

function npmDeclared(manifest: unknown): Declared | undefined {
  if (manifest === undefined) return undefined;
  const fields = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
  return new Map(
    fields.flatMap((field) =>
      Object.entries(record(record(manifest)[field])).map(([name, range]) => [name, String(range)]),
    ),
  );
}
