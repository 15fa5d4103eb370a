/** Variables of git's own that a user sets on purpose; every other `GIT_*` belongs to whoever called us. */
const keptGitNames: ReadonlySet<string> = new Set([
  'GIT_ASKPASS',
  'GIT_CEILING_DIRECTORIES',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_EXEC_PATH',
  'GIT_PROXY_COMMAND',
  'GIT_PROXY_SSL_CAINFO',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
  'GIT_SSL_NO_VERIFY',
]);

/** A configuration entry handed to one git child by environment, so that it is neither in argv nor in a file. */
export type ConfigEntry = readonly [key: string, value: string];

/**
 * The environment of a git child: the user's, without what would point git at another repository or index (`GIT_DIR`
 * is set inside hooks, `GIT_INDEX_FILE` inside `git commit`), in English so that messages can be told apart, and
 * never asking at a terminal.
 */
export function gitEnvironment(
  env: NodeJS.ProcessEnv,
  secretConfig: readonly ConfigEntry[] = [],
): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    if (name.startsWith('GIT_') && !keptGitNames.has(name)) continue;
    clean[name] = value;
  }
  return {
    ...clean,
    ...configVariables([...inheritedConfig(env), ...secretConfig]),
    LC_ALL: 'C',
    LANGUAGE: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    // Reading commands do not take the index lock that a command of the user may want at the same moment.
    GIT_OPTIONAL_LOCKS: '0',
    // refs/replace is local: with it, two clones of one commit could have different keys.
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}

/** Entries the user handed in the same way (`safe.directory` in containers, for one). */
function inheritedConfig(env: NodeJS.ProcessEnv): readonly ConfigEntry[] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  if (!Number.isInteger(count) || count < 1 || count > 1_000) return [];
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const key = env[`GIT_CONFIG_KEY_${index}`];
    return key === undefined ? [] : [[key, env[`GIT_CONFIG_VALUE_${index}`] ?? ''] as const];
  });
}

function configVariables(entries: readonly ConfigEntry[]): Record<string, string> {
  const variables: Record<string, string> = {};
  if (entries.length === 0) return variables;
  variables['GIT_CONFIG_COUNT'] = String(entries.length);
  entries.forEach(([key, value], index) => {
    variables[`GIT_CONFIG_KEY_${index}`] = key;
    variables[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return variables;
}

/**
 * The same for git 2.30, which does not know `GIT_CONFIG_COUNT`: the variable by which `git -c` talks to its children,
 * in the quoting that every version reads.
 */
export function oldGitConfigVariables(entries: readonly ConfigEntry[]): Record<string, string> {
  const quoted = entries.map(([key, value]) => `'${`${key}=${value}`.replaceAll("'", "'\\''")}'`);
  return quoted.length === 0 ? {} : { GIT_CONFIG_PARAMETERS: quoted.join(' ') };
}
