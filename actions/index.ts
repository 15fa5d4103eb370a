import { version } from '@weighbridge/contract';

/** Runs one command line; gives its exit code. Loaded when it is called, as the actions are. */
export async function commandLine(args: readonly string[]): Promise<number> {
  return (await import('@weighbridge/cli')).main(args);
}

type Phase = 'main' | 'post';
type Kit = typeof import('@weighbridge/action-kit');
type Start = (kit: Kit, phase: Phase) => Promise<number>;

/** The actions by the names of their folders. */
const actions = {
  weighbridge: async ({ processHost, runAction }, phase) =>
    runAction((await import('./weighbridge/action.ts')).weighbridgeAction, phase, processHost(version)),
  plan: async ({ processHost, runAction }, phase) =>
    runAction((await import('./plan/action.ts')).planAction, phase, processHost(version)),
  eval: async ({ processHost, runAction }, phase) =>
    runAction((await import('./eval/action.ts')).evalAction, phase, processHost(version)),
  compare: async ({ processHost, runAction }, phase) =>
    runAction((await import('./compare/action.ts')).compareAction, phase, processHost(version)),
  comment: async ({ processHost, runAction }, phase) =>
    runAction((await import('./comment/action.ts')).commentAction, phase, processHost(version)),
  gate: async ({ processHost, runAction }, phase) =>
    runAction((await import('./gate/action.ts')).gateAction, phase, processHost(version)),
  record: async ({ processHost, runAction }, phase) =>
    runAction((await import('./record/action.ts')).recordAction, phase, processHost(version)),
} satisfies Readonly<Record<string, Start>>;

/** Runs an action as a step of a workflow, and ends the process with its exit code. */
export async function action(name: keyof typeof actions, phase: Phase): Promise<number> {
  return actions[name](await import('@weighbridge/action-kit'), phase);
}
