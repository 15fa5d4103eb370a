import { canonicalJson, sha256Hex } from '@weighbridge/contract';
import { compareText } from '../files/order.ts';

export type Ecosystem = 'pypi' | 'conda' | 'npm';

/** One package of a lockfile, in the one form that all of them are read to. */
export interface Package {
  readonly ecosystem: Ecosystem;
  /** Normalised as its ecosystem does: two spellings of one package are equal. */
  readonly name: string;
  /** null where the file does not pin one. */
  readonly version: string | null;
  /** What is asked for where no version is pinned: `>=2,<3`. */
  readonly wanted?: string;
  /** Where it comes from, where that is not the ecosystem's own registry. Without credentials and queries. */
  readonly source?: string;
  /** `sha256:…` of its file; of several files, `files:sha256:…` over all their hashes. */
  readonly hash?: string;
  /** For which environments, where the file holds one package more than once. */
  readonly marker?: string;
}

interface PackageParts {
  readonly version?: string | null | undefined;
  readonly wanted?: string | undefined;
  readonly source?: string | undefined;
  readonly hashes?: readonly string[] | undefined;
  readonly marker?: string | undefined;
}

/** Builds a package; parts that are undefined or empty are left out. */
export function packageOf(ecosystem: Ecosystem, name: string, parts: PackageParts): Package {
  const { version = null, wanted, source, marker } = parts;
  const hash = filesHash(parts.hashes ?? []);
  return {
    ecosystem,
    name: normalName(ecosystem, name),
    version,
    ...(wanted === undefined || wanted === '' ? {} : { wanted }),
    ...(source === undefined || source === '' ? {} : { source: plainSource(source) }),
    ...(hash === undefined ? {} : { hash }),
    ...(marker === undefined || marker === '' ? {} : { marker }),
  };
}

/** PEP 503 for PyPI; conda's names are lower-case; npm's are as they are. */
export function normalName(ecosystem: Ecosystem, name: string): string {
  if (ecosystem === 'npm') return name;
  const lower = name.trim().toLowerCase();
  return ecosystem === 'pypi' ? lower.replace(/[-_.]+/g, '-') : lower;
}

function filesHash(hashes: readonly string[]): string | undefined {
  const [first, ...more] = [...new Set(hashes)].sort();
  if (first === undefined || more.length === 0) return first;
  return `files:sha256:${sha256Hex(canonicalJson([first, ...more]))}`;
}

/** Addresses in lockfiles can carry passwords and signed queries, which have no place in a manifest. */
export function plainSource(source: string): string {
  const address = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/is.exec(source);
  if (address === null) return source;
  const [, scheme = '', host = '', path = '', fragment = ''] = address;
  const commit = /^[0-9a-f]{40,64}$/.test(fragment) ? `#${fragment}` : '';
  return `${scheme}${host.slice(host.lastIndexOf('@') + 1)}${path}${commit}`;
}

/** Sorted by ecosystem, name, version and environment; what stands twice counts once. */
export function sortPackages(packages: readonly Package[]): readonly Package[] {
  const keyed = new Map(packages.map((one) => [keyOf(one), one]));
  return [...keyed].sort(([a], [b]) => compareText(a, b)).map(([, one]) => one);
}

function keyOf(one: Package): string {
  const { ecosystem, name, version, wanted, source, hash, marker } = one;
  return [ecosystem, name, version, marker, wanted, source, hash].map((part) => part ?? '').join('\0');
}
