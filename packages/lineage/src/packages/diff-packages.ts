import { compareText } from '../files/order.ts';
import type { Ecosystem, Package } from './package.ts';

/** A package whose entries differ between two lockfiles. */
export interface PackageChange {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly how: 'added' | 'removed' | 'changed';
  /** Versions before and after, sorted, each once; `>=2` where none is pinned. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** In words: `numpy 1.26.4 → 2.0.1`. */
  readonly words: string;
}

/** What differs between two lists of packages, by name; a package that stands in them once per environment is one. */
export function diffPackages(
  before: readonly Package[],
  after: readonly Package[],
): readonly PackageChange[] {
  const [old, young] = [grouped(before), grouped(after)];
  const keys = [...new Set([...old.keys(), ...young.keys()])].sort(compareText);
  return keys.flatMap((key) => change(old.get(key) ?? [], young.get(key) ?? []));
}

function grouped(packages: readonly Package[]): ReadonlyMap<string, readonly Package[]> {
  const groups = new Map<string, Package[]>();
  for (const one of packages) {
    const key = `${one.ecosystem}\0${one.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function change(before: readonly Package[], after: readonly Package[]): readonly PackageChange[] {
  const one = before[0] ?? after[0];
  if (one === undefined || identity(before) === identity(after)) return [];
  const { ecosystem, name } = one;
  const versions = { before: versionsOf(before), after: versionsOf(after) };
  const how = before.length === 0 ? 'added' : after.length === 0 ? 'removed' : 'changed';
  return [{ ecosystem, name, how, ...versions, words: words(name, how, before, after) }];
}

/** All that makes two entries differ; how often the same one stands in the file does not. */
function identity(packages: readonly Package[]): string {
  const entries = packages.map(({ version, wanted, source, hash, marker }) =>
    JSON.stringify([version, wanted, source, hash, marker]),
  );
  return [...new Set(entries)].sort().join('\n');
}

function versionsOf(packages: readonly Package[]): readonly string[] {
  const versions = packages.map((one) => one.version ?? one.wanted ?? 'any version');
  return [...new Set(versions)].sort(compareText);
}

function words(
  name: string,
  how: PackageChange['how'],
  before: readonly Package[],
  after: readonly Package[],
): string {
  const [old, young] = [versionsOf(before).join(', '), versionsOf(after).join(', ')];
  if (how === 'added') return `${name} ${young} added`;
  if (how === 'removed') return `${name} ${old} removed`;
  if (old !== young) return `${name} ${old} → ${young}`;
  const differs = (part: 'source' | 'hash') => parts(before, part) !== parts(after, part);
  if (differs('source')) return `${name} ${young}: from another source`;
  return differs('hash')
    ? `${name} ${young}: other files of the same version`
    : `${name} ${young}: for other environments`;
}

function parts(packages: readonly Package[], part: 'source' | 'hash'): string {
  return [...new Set(packages.map((one) => one[part] ?? ''))].sort().join('\n');
}
