/**
 * What the runner hands to an action and to no `run:` step: the action's inputs and state, the tokens of the job's own
 * services, and the files through which a step steers the job. Never handed on, not even by name.
 */
const runnersOwn =
  /^(?:INPUT_|STATE_|ACTIONS_|RUNNER_\w*TOKEN|GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$)/i;

/** Credentials and sockets that a command gets only where the policy names them. */
const onlyByName = new Set([
  'DOCKER_HOST',
  'GH_ENTERPRISE_TOKEN',
  'GH_TOKEN',
  'GITHUB_ENTERPRISE_TOKEN',
  'GITHUB_TOKEN',
  'GIT_ASKPASS',
  'SSH_AGENT_PID',
  'SSH_ASKPASS',
  'SSH_AUTH_SOCK',
]);

/**
 * What git sets for its own children and hooks (`git rev-parse --local-env-vars`): in a worktree of ours these would
 * point the command's git at another repository, and the `GIT_CONFIG_*` ones can carry a token.
 */
const gitsOwn =
  /^GIT_(?:ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|CONFIG|CONFIG_(?:COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)|DIR|GRAFT_FILE|IMPLICIT_WORK_TREE|INDEX_FILE|INTERNAL_SUPER_PREFIX|NO_REPLACE_OBJECTS|OBJECT_DIRECTORY|PREFIX|QUARANTINE_PATH|REPLACE_REF_BASE|SHALLOW_FILE|WORK_TREE)$/;

/** What npm tells the scripts it runs; some of it (`npm_config_local_prefix`) would mislead an npm of the command's. */
const npmsOwn = /^(?:npm_|INIT_CWD$)/;

/** Ours, but for the markers by which an outer command finds the processes it started. */
const weighbridgesOwn = /^WEIGHBRIDGE_(?!COMMAND_)/;

/**
 * The environment that a `run:` step would have: everything of `env` but what belongs to the runner, to git, to
 * npm and to Weighbridge, and no credentials but those in `names` (the policy's `env:`). What the user set himself
 * (PATH, CUDA_*, PYTHONPATH, BASH_ENV, NODE_OPTIONS, …) stays. This is hygiene, not a boundary: a process of the same user can read its
 * parent's environment.
 */
export function userEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> {
  const named = new Set(names);
  const inNpm = env['npm_lifecycle_event'] !== undefined || env['npm_command'] !== undefined;
  const isHandedOn = (name: string): boolean => {
    if (runnersOwn.test(name)) return false;
    if (named.has(name)) return true;
    if (onlyByName.has(name) || gitsOwn.test(name) || weighbridgesOwn.test(name)) return false;
    return !(inNpm && npmsOwn.test(name));
  };
  const entries = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isHandedOn(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}

/**
 * The names among `names` that `userEnvironment` cannot hand on: not set, empty (which is what a workflow makes of
 * a secret that the run may not have), or the runner's own.
 */
export function missingNames(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): readonly string[] {
  return names.filter((name) => runnersOwn.test(name) || !env[name]);
}
