// Audits of everything that GitHub runs: our workflows, the examples' and the actions. zizmor looks for what an attacker
// could use, actionlint for mistakes. Both come from `.ci/audit-tools`, or from the PATH.
import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Workflows that nothing of this repository runs are audited too: users copy them. */
const workflowFiles = [
  '.github/workflows/*.yml',
  'workflows-examples/*/.github/workflows/*.yml',
  'workflows-examples/*/one-job/*.yml',
];
const actionFiles = ['action.yml', 'actions/*/action.yml'];

/**
 * Runs both; takes the repository's root, its environment, and `run(command, args)` that answers { ok, output }. Without the
 * tools it answers { ok, skipped: reason }, which is a failure in CI.
 */
export async function auditWorkflows(root, env, run) {
  const zizmor = findTool('zizmor', root, env);
  const actionlint = findTool('actionlint', root, env);
  const lacking = [zizmor ? '' : 'zizmor', actionlint ? '' : 'actionlint'].filter((name) => name !== '');
  if (lacking.length > 0) {
    const reason = `${lacking.join(' and ')} not found: .ci/audit-tools installs what is lacking, with python3 and its venv`;
    return env.CI === 'true' ? { ok: false, output: reason } : { ok: true, skipped: reason };
  }
  const workflows = globSync(workflowFiles, { cwd: root }).sort();
  const actions = globSync(actionFiles, { cwd: root }).sort();
  if (workflows.length === 0) return { ok: false, output: 'no workflows found to audit' };
  const results = await Promise.all([
    run(zizmor, [
      ...['--offline', '--persona', 'pedantic', '--no-progress', '--color', 'never'],
      ...['--config', 'zizmor.yml', '--strict-collection', '--quiet'],
      ...workflows,
      ...actions,
    ]),
    // Other linters that it would call where a machine has them are left out: the answer is the same everywhere.
    run(actionlint, ['-no-color', '-shellcheck=', '-pyflakes=', ...workflows]),
  ]);
  return { ok: results.every(({ ok }) => ok), output: results.map(({ output }) => output).join('\n') };
}

function findTool(name, root, env) {
  const folders = [join(root, '.ci/tools/bin'), ...(env.PATH ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
