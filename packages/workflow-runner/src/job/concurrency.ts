import { evaluateNode, isObject, isTrue, type Scope, textOf } from '../expression/evaluate.ts';
import type { Node } from '../read/node.ts';
import type { Run } from './engine.ts';
import { githubContext } from './github-context.ts';

/** `concurrency:`, evaluated. */
export interface Concurrency {
  readonly group: string;
  /** Ends what of the group is under way. */
  readonly cancels: boolean;
  /** Lets all of the group wait, not only the newest. */
  readonly keepsAll: boolean;
}

/** The group of a run or job; undefined where it has none. */
export function readConcurrency(node: Node | undefined, scope: Scope): Concurrency | undefined {
  if (node === undefined) return undefined;
  const value = evaluateNode(node, scope);
  const settings = isObject(value) ? value : { group: value };
  const group = textOf(settings['group'] ?? null).toLowerCase();
  if (group === '') return undefined;
  return {
    group,
    cancels: isTrue(settings['cancel-in-progress'] ?? null),
    keepsAll: settings['queue'] === 'max',
  };
}

/** Whether the same job of a newer run, which is queued already, would cancel this one. */
export function isOvertaken(run: Run, node: Node | undefined, scope: Scope): boolean {
  const own = readConcurrency(node, scope);
  if (own === undefined) return false;
  return run.later.some((later) => {
    const github = githubContext(later, { token: '', job: '', workspace: '', eventPath: '' });
    const other = readConcurrency(node, { ...scope, contexts: { ...scope.contexts, github } });
    return other?.cancels === true && other.group === own.group;
  });
}
