import type { Level, PermissionName, Permissions } from '@weighbridge/local-github';
import { entriesOf, keyOf, type Node } from './node.ts';

/** What a token may do, by GitHub's names; what is not named is `none`. */
export type Granted = Readonly<Record<string, Level>>;

/** Every permission of a job that a token can have on GitHub. */
const all = [
  ...[
    'actions',
    'artifact-metadata',
    'attestations',
    'checks',
    'contents',
    'deployments',
    'discussions',
    'id-token',
  ],
  ...[
    'issues',
    'models',
    'packages',
    'pages',
    'pull-requests',
    'repository-projects',
    'security-events',
    'statuses',
  ],
];
/** Those that the loopback GitHub knows. */
const known: readonly PermissionName[] = [
  'actions',
  'checks',
  'contents',
  'issues',
  'pull-requests',
  'statuses',
];

/** What a workflow that says nothing gets in repositories made since 2023. */
export const usualPermissions: Granted = { contents: 'read', packages: 'read' };

/** What `permissions:` asks for; undefined if it is not written. What is not named there is not granted. */
export function readPermissions(node: Node | undefined): Granted | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'literal') {
    const level = node.value === 'write-all' ? 'write' : 'read';
    return node.value === null ? {} : Object.fromEntries(all.map((name) => [name, level]));
  }
  return Object.fromEntries(entriesOf(node).map((entry) => [keyOf(entry), levelOf(entry.value)]));
}

function levelOf(node: Node): Level {
  const value = node.kind === 'literal' ? node.value : null;
  return value === 'write' || value === 'read' ? value : 'none';
}

const rank: Readonly<Record<Level, number>> = { none: 0, read: 1, write: 2 };

/** What is asked for beyond what may be granted: `contents: write`. */
export function beyond(asked: Granted, allowed: Granted): readonly string[] {
  return Object.entries(asked)
    .filter(([name, level]) => rank[level] > rank[allowed[name] ?? 'none'])
    .map(([name, level]) => `${name}: ${level}`);
}

/** For the loopback GitHub's tokens. */
export function tokenPermissions(granted: Granted): Permissions {
  return Object.fromEntries(known.map((name) => [name, granted[name] ?? 'none']));
}
