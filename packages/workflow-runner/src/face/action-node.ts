import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The program that runs actions. */
export interface ActionNode {
  readonly path: string;
  /** A sentence for the log of jobs. */
  readonly about: string;
}

/** Node 24, as on GitHub, where npm has installed it in the checkout; else the Node that runs this. */
export async function actionNode(checkout: string): Promise<ActionNode> {
  const installed = join(checkout, 'node_modules', 'node', 'bin', 'node');
  if ((await stat(installed).catch(() => undefined)) !== undefined)
    return { path: installed, about: 'Actions run in Node 24.' };
  const { execPath: path, version } = process;
  return {
    path,
    about: `Actions run in Node ${version.slice(1)}, which runs this, as the Node 24 of node_modules is not installed.`,
  };
}
