import type { Problem, Where } from '../failure.ts';
import { formatWhere } from '../failure.ts';
import { type Entry, entriesOf, type MapNode, mapNode, type Node } from './node.ts';

/**
 * Lays one value over another: maps are merged key by key, keys of the lower one first; lists and everything else
 * are replaced. Every value keeps the place where it was written.
 */
function mergeNodes(under: Node | undefined, over: Node | undefined): Node | undefined {
  if (under === undefined || over === undefined) {
    return over ?? under;
  }
  if (under.kind !== 'map' || over.kind !== 'map') {
    return over;
  }
  const merged = new Map<string, Entry>(under.entries);
  for (const [key, entry] of over.entries) {
    merged.set(key, {
      keyAt: entry.keyAt,
      value: mergeNodes(under.entries.get(key)?.value, entry.value) ?? entry.value,
    });
  }
  return mapNode(merged, over.at);
}

export interface MergedModel {
  readonly model: Node;
  readonly problems: readonly Problem[];
}

/**
 * A model over `defaults`. `defaults.eval` lies under the model's `eval` or under each of its `evals`; the top-level
 * `gate` lies under both gates.
 */
export function withDefaults(
  name: string,
  model: Entry,
  defaults: Node | undefined,
  gate: Node | undefined,
): MergedModel {
  if (model.value.kind !== 'map') {
    return { model: model.value, problems: [] };
  }
  const own = model.value.entries;
  const shared = entriesOf(defaults);
  const rest = mergeNodes(without(defaults), without(model.value)) ?? model.value;
  const entries = new Map(entriesOf(rest));

  const mergedGate = mergeNodes(gate, entries.get('gate')?.value);
  if (mergedGate !== undefined) {
    entries.set('gate', { keyAt: entries.get('gate')?.keyAt ?? model.keyAt, value: mergedGate });
  }
  const single = own.get('eval');
  const several = own.get('evals') ?? shared.get('evals');
  if (single !== undefined && several !== undefined) {
    return { model: rest, problems: [bothProblem(name, single.keyAt, several.keyAt)] };
  }
  const suite = single ?? shared.get('eval');
  if (several !== undefined) {
    entries.set('evals', { keyAt: several.keyAt, value: mergeSuites(shared, own) ?? several.value });
  } else if (suite !== undefined) {
    const value = mergeNodes(shared.get('eval')?.value, single?.value) ?? suite.value;
    // A suite that comes from `defaults` alone is missing its own keys here, at the model.
    entries.set('eval', { keyAt: single?.keyAt ?? model.keyAt, value });
  } else {
    const message = `the model ${JSON.stringify(name)} has no \`eval\` and no \`evals\``;
    return { model: rest, problems: [{ message, where: model.keyAt }] };
  }
  return { model: mapNode(entries, model.value.at), problems: [] };
}

function mergeSuites(shared: ReadonlyMap<string, Entry>, own: ReadonlyMap<string, Entry>): Node | undefined {
  const suites = mergeNodes(shared.get('evals')?.value, own.get('evals')?.value);
  const base = shared.get('eval')?.value;
  if (suites?.kind !== 'map') {
    return suites;
  }
  const entries = [...suites.entries].map(([key, entry]): [string, Entry] => [
    key,
    { keyAt: entry.keyAt, value: mergeNodes(base, entry.value) ?? entry.value },
  ]);
  return mapNode(new Map(entries), suites.at);
}

function without(node: Node | undefined): MapNode | undefined {
  if (node?.kind !== 'map') {
    return undefined;
  }
  return mapNode(new Map([...node.entries].filter(([key]) => key !== 'eval' && key !== 'evals')), node.at);
}

function bothProblem(name: string, single: Where, several: Where): Problem {
  return {
    message: `the model ${JSON.stringify(name)} has both \`eval\` and \`evals\` (${formatWhere(several)}): move the first into \`evals\``,
    where: single,
  };
}
