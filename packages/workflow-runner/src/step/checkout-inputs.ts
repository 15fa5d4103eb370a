import { Failure, type Problem, type Where } from '@weighbridge/contract';
import { entriesOf, keyOf, type MapNode } from '../read/node.ts';

/** What actions/checkout is asked for, of those of its inputs that are understood here. */
export interface CheckoutInputs {
  readonly repository: string | undefined;
  readonly ref: string | undefined;
  readonly token: string | undefined;
  readonly persistCredentials: boolean;
  /** Relative to the workspace. */
  readonly path: string;
  readonly clean: boolean;
  readonly filter: string | undefined;
  /** 0: all history. */
  readonly fetchDepth: number;
  readonly fetchTags: boolean;
}

const understood = [
  'repository',
  'ref',
  'token',
  'persist-credentials',
  'path',
  'clean',
  'filter',
  'fetch-depth',
  'fetch-tags',
];
/** Without a meaning on this machine. */
const ignored = ['show-progress', 'set-safe-directory'];
const refused = [
  'ssh-key',
  'ssh-known-hosts',
  'ssh-strict',
  'ssh-user',
  'sparse-checkout',
  'sparse-checkout-cone-mode',
  'lfs',
  'submodules',
  'github-server-url',
  'allow-unsafe-pr-checkout',
];

/** Inputs of a checkout step that are not supported, or that the action does not have. */
export function checkoutMistakes(inputs: MapNode | undefined): readonly Problem[] {
  return entriesOf(inputs).flatMap((entry): Problem[] => {
    const name = keyOf(entry).toLowerCase();
    const { where } = entry.key;
    const off = entry.value.kind === 'literal' && ['', 'false'].includes(String(entry.value.value));
    if (refused.includes(name) && !off)
      return [{ message: `the input '${name}' of actions/checkout is not supported`, where }];
    if ([...understood, ...ignored, ...refused].includes(name)) return [];
    return [{ message: `actions/checkout has no input '${name}'`, where }];
  });
}

/** Reads evaluated inputs. Throws a Failure for a depth that is no number. */
export function readCheckoutInputs(inputs: Readonly<Record<string, string>>, where: Where): CheckoutInputs {
  const given = new Map(Object.entries(inputs).map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const text = (name: string): string | undefined => given.get(name) || undefined;
  const depth = text('fetch-depth') ?? '1';
  if (!/^\d+$/.test(depth)) {
    throw new Failure(
      'config',
      `input 'fetch-depth' of actions/checkout: expected a whole number, got "${depth}"`,
      { where },
    );
  }
  return {
    repository: text('repository'),
    ref: text('ref'),
    token: text('token'),
    persistCredentials: text('persist-credentials')?.toLowerCase() !== 'false',
    path: text('path') ?? '.',
    clean: text('clean')?.toLowerCase() !== 'false',
    filter: text('filter'),
    fetchDepth: Number(depth),
    fetchTags: text('fetch-tags')?.toLowerCase() === 'true',
  };
}
