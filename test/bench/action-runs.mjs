import { join } from 'node:path';
import { root } from './machine.mjs';
import { measured, measuredNode } from './measured-process.mjs';

export const actionFile = (verb) => join(root, 'actions', verb, 'main.js');

const isMask = (line) => line.startsWith('::add-mask::');
const marks = { mask: isMask, own: (line) => !isMask(line) };

/** The Node that actions run on. */
export function actionNode(nodes) {
  return nodes.find(({ version }) => version.startsWith('24.')) ?? nodes.at(-1);
}

/**
 * Runs one file as a step of a job, in the job's folder and in nothing but its environment.
 *
 * @param {{ memory?: boolean, inputs?: Record<string, string>, env?: Record<string, string>, before?: readonly string[] }} options
 *   `memory`: also asks for the peak, for which a module more is loaded; `before`: arguments of Node's own
 */
export function runStep(
  { path },
  file,
  job,
  { memory = false, inputs = {}, env = {}, before = [], codes = [0] } = {},
) {
  const options = {
    cwd: job.folder,
    env: { ...job.environment(inputs), ...env },
    inherit: false,
    codes,
    marks,
  };
  return (memory ? measuredNode : measured)(path, [...before, file], options);
}

/** Weighs and stores main, and weighs the pull request in a job of its own, so that every action has what it needs. */
export async function weighedJobs(scene, node) {
  const main = await scene.jobOfMain();
  await runStep(node, actionFile('weighbridge'), main);
  await runStep(node, actionFile('record'), main.beside());
  const pull = await scene.jobOfPull();
  await runStep(node, actionFile('weighbridge'), pull);
  return { main, pull };
}
