import { join } from 'node:path';

/** Variables by their names; undefined is not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where engines keep their credentials, the nearest first: what a variable names, then what podman and buildah wrote in this
 * session, then for good, then Docker.
 */
export function credentialFiles(env: Environment): readonly string[] {
  const home = env['HOME'] || env['USERPROFILE'];
  const configHome = env['XDG_CONFIG_HOME'] || (home && join(home, '.config'));
  const files = [
    env['REGISTRY_AUTH_FILE'],
    env['DOCKER_CONFIG'] && join(env['DOCKER_CONFIG'], 'config.json'),
    env['XDG_RUNTIME_DIR'] && join(env['XDG_RUNTIME_DIR'], 'containers', 'auth.json'),
    configHome && join(configHome, 'containers', 'auth.json'),
    home && join(home, '.docker', 'config.json'),
  ];
  return [...new Set(files.filter((file): file is string => file !== undefined && file !== ''))];
}
