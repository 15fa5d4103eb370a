import type { EventName, Trigger } from '../raise/trigger.ts';
import { field, type Node, textField, textsOf } from '../read/node.ts';
import type { Workflow } from '../read/workflow.ts';
import { passesPatterns } from './filter-pattern.ts';

/** Activity types that run a workflow which names none. */
const usualTypes: Readonly<Partial<Record<EventName, readonly string[]>>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  merge_group: ['checks_requested'],
};

/** Whether the event runs the workflow: its name, type, branch or tag, and paths. */
export function isTriggered(workflow: Workflow, trigger: Trigger): boolean {
  if (!workflow.on.has(trigger.event)) return false;
  const filters = workflow.on.get(trigger.event);
  if (trigger.event === 'schedule') return cronsOf(filters).includes(trigger.cron ?? '');
  return typePasses(filters, trigger) && refPasses(filters, trigger) && pathsPass(filters, trigger);
}

/** The times of `on: schedule`. */
export function cronsOf(schedule: Node | undefined): readonly string[] {
  if (schedule?.kind !== 'list') return [];
  return schedule.items.flatMap((entry) => textField(entry, 'cron') ?? []);
}

function typePasses(filters: Node | undefined, { event, action }: Trigger): boolean {
  const types = field(filters, 'types');
  const wanted = types === undefined ? usualTypes[event] : textsOf(types);
  return action === undefined || wanted === undefined || wanted.includes(action);
}

function refPasses(filters: Node | undefined, { branch, tag }: Trigger): boolean {
  const named = (...keys: readonly string[]): boolean =>
    keys.some((key) => field(filters, key) !== undefined);
  if (tag !== undefined) {
    // Filters of branches alone leave tags out, and the other way round.
    if (!named('tags', 'tags-ignore')) return !named('branches', 'branches-ignore');
    return passes(filters, 'tags', tag);
  }
  if (!named('branches', 'branches-ignore')) return !named('tags', 'tags-ignore');
  return branch === undefined || passes(filters, 'branches', branch);
}

function passes(filters: Node | undefined, key: 'branches' | 'tags', name: string): boolean {
  const wanted = field(filters, key);
  const ignored = field(filters, `${key}-ignore`);
  return (
    (wanted === undefined || passesPatterns(name, textsOf(wanted))) &&
    (ignored === undefined || !passesPatterns(name, textsOf(ignored)))
  );
}

function pathsPass(filters: Node | undefined, { changed, tag }: Trigger): boolean {
  if (changed === undefined || tag !== undefined) return true;
  const wanted = field(filters, 'paths');
  const ignored = field(filters, 'paths-ignore');
  return (
    (wanted === undefined || changed.some((path) => passesPatterns(path, textsOf(wanted)))) &&
    (ignored === undefined || changed.some((path) => !passesPatterns(path, textsOf(ignored))))
  );
}
